using System.Net;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Tests.SelfChecks;

/// <summary>When the collector looks at its testbed, what it records of it, and what verdicts make of that.</summary>
public sealed class SelfCheckTests : IDisposable
{
    private static readonly TestbedFault Broken = new(new ReceiverLetter('b'), TestbedPart.Policy, "b's policy host");

    private readonly TemporaryFolder folder = new();
    private readonly SetTime time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_look_is_recorded_and_others_only_when_they_find_a_change()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        await collector.LookAsync();
        for (var look = 0; look < 5; look++)
        {
            await collector.NextLookAsync();
        }

        var first = Assert.IsType<TestbedChecked>(Assert.Single(await collector.RecordedAsync()).What);
        Assert.Equal((null, false, 0), (first.LookedBefore, first.WasAway, first.Faults.Count));
    }

    [Fact]
    public async Task A_fault_counts_when_it_is_still_there_seconds_later_and_from_the_look_before_it()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, look => look is 2 or 4 or 5 or 6 ? [Broken] : []);
        await collector.LookAsync();
        await collector.NextLookAsync();
        var alone = await collector.SecondLookAsync();
        await collector.NextLookAsync();
        await collector.SecondLookAsync();
        var last = await collector.NextLookAsync();
        await collector.NextLookAsync();
        await collector.RestAsync();

        // The second look was alone with its fault; the fourth was borne out by the fifth; the seventh found it gone.
        var recorded = (await collector.RecordedAsync()).Select(record => (TestbedChecked)record.What).ToList();
        Assert.Equal([0, 1, 0], recorded.Select(look => look.Faults.Count));
        Assert.Equal(alone, recorded[1].LookedBefore);
        Assert.Equal(Broken with { What = "b's policy host: Broken." }, recorded[1].Faults[0]);
        Assert.Equal(last, recorded[2].LookedBefore);
        Assert.All(recorded, look => Assert.False(look.WasAway));
    }

    [Fact]
    public async Task A_look_is_recorded_once_a_day_whatever_it_finds()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        await collector.LookAsync();
        await collector.NextLookAsync(after: TimeSpan.FromHours(25));
        await collector.RestAsync();

        Assert.Equal(2, (await collector.RecordedAsync()).Count);
    }

    [Fact]
    public async Task Mail_where_a_sender_should_have_refused_is_looked_into_at_once()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        var first = await collector.LookAsync();
        await collector.Store.AppendAsync([Message('b', AuditToken.New())], default, Cancelled);
        await collector.RestAsync();

        Assert.Equal(TimeSpan.FromSeconds(2), await collector.LookAsync() - first);
    }

    [Fact]
    public async Task After_a_start_the_time_since_the_last_look_is_one_of_absence()
    {
        DateTimeOffset last;
        await using (var collector = await WatchedCollector.StartAsync(folder, time, _ => []))
        {
            await collector.LookAsync();
            last = await collector.NextLookAsync();
            await collector.RestAsync();
        }

        var later = new SetTime();
        later.SetUtcNow(time.GetUtcNow() + TimeSpan.FromHours(3));
        await using var again = await WatchedCollector.StartAsync(folder, later, _ => []);
        await again.LookAsync();
        await again.RestAsync();

        var recorded = (await again.RecordedAsync()).Select(record => (TestbedChecked)record.What).ToList();
        Assert.Equal([false, true], recorded.Select(look => look.WasAway));
        Assert.Equal(last, recorded[1].LookedBefore);
    }

    [Theory]
    [InlineData(false, SupportLabel.NoSupport)]
    [InlineData(true, SupportLabel.Inconclusive)]
    public async Task Blame_waits_for_a_look_and_follows_from_what_it_finds(bool isBroken, SupportLabel expected)
    {
        var broken = false;
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => broken ? [Broken] : []);
        await collector.LookAsync();
        var token = AuditToken.New();
        await DeliverEverywhereAsync(collector, token);
        // The mail asks for a look; the second mail comes after it.
        await collector.RestAsync();
        await collector.LookAsync();
        await collector.RestAsync();
        time.Advance(TimeSpan.FromSeconds(70));
        broken = isBroken;
        collector.HoldLooks();
        await DeliverEverywhereAsync(collector, token);
        await collector.LookAsync();

        Assert.Equal(SupportLabel.Waiting, (await collector.ReportAsync(token)).Label);
        collector.ReleaseLooks();
        if (isBroken)
        {
            await collector.SecondLookAsync();
        }

        await collector.RestAsync();
        var report = await collector.ReportAsync(token);
        Assert.Equal(expected, report.Label);
        Assert.Equal(isBroken, report.Reason.Contains("b's policy host: Broken.", StringComparison.Ordinal));
    }

    private static async Task DeliverEverywhereAsync(WatchedCollector collector, AuditToken token)
    {
        foreach (var receiver in Catalogue.Study)
        {
            await collector.Store.AppendAsync([Message(receiver.Letter.Value, token)], default, Cancelled);
        }
    }

    private static MessageAccepted Message(char letter, AuditToken token) => new(
        new ReceiverLetter(letter), new SmtpClient(IPAddress.Parse("192.0.2.25"), 40000, null), "mx", null, "x@sender.example", $"{token}@{letter}.audit.test", token, "4Q", null, 1);
}
