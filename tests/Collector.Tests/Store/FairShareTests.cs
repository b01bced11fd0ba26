using MtaStsAudit.Collector.Store;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>Which messages are read of too many.</summary>
public sealed class FairShareTests
{
    [Fact]
    public void Few_are_read_all() => Assert.Equal([1, 2, 3], FairShare.Of(Of(3, "flood"), most: 3));

    [Fact]
    public void Of_one_network_the_oldest_quarter_and_the_newest_are_read() =>
        Assert.Equal([.. Enumerable.Range(1, 5).Select(id => (long)id), .. Enumerable.Range(86, 15).Select(id => (long)id)], FairShare.Of(Of(100, "flood"), most: 20));

    [Fact]
    public void A_flood_crowds_out_no_other_network_wherever_its_messages_are()
    {
        List<(long Id, string Network)> all = [.. Of(10_000, "flood").Select(message => message.Id is 40 or 5000 or 5001 or 9000 ? (message.Id, "audited") : message)];

        var chosen = FairShare.Of(all, most: 2000);

        Assert.Equal(2000, chosen.Count);
        Assert.All(new long[] { 1, 40, 5000, 5001, 9000, 10_000 }, id => Assert.Contains(id, chosen));
        Assert.Equal(chosen.Order(), chosen);
    }

    [Fact]
    public void Of_more_networks_than_room_the_first_and_the_last_are_read()
    {
        var chosen = FairShare.Of([.. Enumerable.Range(1, 1000).Select(id => ((long)id, $"network {id}"))], most: 20);

        Assert.Equal(20, chosen.Count);
        Assert.All(new long[] { 1, 2, 3, 998, 999, 1000 }, id => Assert.Contains(id, chosen));
    }

    private static List<(long Id, string Network)> Of(int count, string network) => [.. Enumerable.Range(1, count).Select(id => ((long)id, network))];
}
