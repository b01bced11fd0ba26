using System.Net;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Placement;

public sealed class SitePlacementTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    private static readonly DropletAddresses Addresses = new(
        IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::5001"), IPAddress.Parse("10.10.0.2"),
        IPAddress.Parse("198.51.100.1"), IPAddress.Parse("10.19.0.5"));

    [Fact]
    public void By_default_every_receiver_but_the_IPv6_control_has_a_droplet_s_own_IPv4_address() =>
        Assert.Equal(
            ["1: a DropletIPv4, c DropletIPv6 1", "2: b DropletIPv4", "3: d DropletIPv4", "4: e DropletIPv4", "5: f DropletIPv4"],
            Lines(Of(Suite.Study, Layout.Spread)));

    [Fact]
    public void With_reserved_addresses_two_receivers_share_a_droplet() =>
        Assert.Equal(
            ["1: a DropletIPv4, b ReservedIPv4, c DropletIPv6 1", "2: d DropletIPv4, e ReservedIPv4", "3: f DropletIPv4"],
            Lines(Of(Suite.Study, Layout.Spread, reserved: true)));

    [Theory]
    [InlineData(false, "1: a DropletIPv4, b DropletIPv6 1, c DropletIPv6 2, d DropletIPv6 3, e DropletIPv6 4, f DropletIPv6 5")]
    [InlineData(true, "1: a DropletIPv4, b ReservedIPv4, c DropletIPv6 1, d DropletIPv6 2, e DropletIPv6 3, f DropletIPv6 4")]
    public void Compact_has_one_droplet_and_the_positive_control_on_its_own_IPv4_address(bool reserved, string expected) =>
        Assert.Equal([expected], Lines(Of(Suite.Study, Layout.Compact, reserved)));

    [Fact]
    public void What_is_sent_to_the_reserved_address_is_listened_for_at_the_anchor_address()
    {
        var reserved = Of(Suite.Study, Layout.Compact, reserved: true).Hosts[0].Receivers[1];

        Assert.Equal(IPAddress.Parse("198.51.100.1"), Addresses.Published(reserved));
        Assert.Equal(IPAddress.Parse("10.19.0.5"), Addresses.Listen(reserved));
    }

    [Theory]
    [InlineData("2001:db8::5001", 1, "2001:db8::5002")]
    [InlineData("2001:db8::5001", 14, "2001:db8::500f")]
    [InlineData("2001:db8::500e", 1, "2001:db8::500f")]
    [InlineData("2001:db8::500e", 2, "2001:db8::5001")]
    [InlineData("2001:db8::", 1, "2001:db8::1")]
    public void IPv6_addresses_are_counted_within_the_droplet_s_block(string own, int number, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), IPv6Block.Address(IPAddress.Parse(own), number));

    [Fact]
    public void A_droplet_is_named_after_the_mail_host_at_its_own_IPv4_address_as_that_is_written()
    {
        var hosts = Of(Suite.Find("certificates")!, Layout.Spread).Hosts;

        Assert.Equal("mail-a.audit.example.com", hosts[0].Name(Names).Value);
        Assert.Contains(hosts, host => host.Name(Names).Value == "mx.mail-wildcard-cert-deep.audit.example.com");
    }

    [Fact]
    public void A_larger_suite_leaves_the_study_where_it_is()
    {
        foreach (var suite in Suite.All)
        {
            Assert.Equal(Lines(Of(Suite.Study, Layout.Spread)), Lines(Of(suite, Layout.Spread)).Take(5));
            Assert.Equal(Places(Of(Suite.Study, Layout.Compact)), Places(Of(suite, Layout.Compact)).Take(6));
        }
    }

    [Fact]
    public void A_droplet_s_IPv6_addresses_bound_what_compact_has_room_for()
    {
        var placement = Of(Suite.Complete, Layout.Compact);

        Assert.Equal(IPv6Block.Size, placement.Receivers.Count(placed => placed.Address == AddressKind.DropletIPv6));
        Assert.Contains(new LeftOut(new("tls12-only"), "layout compact has no address left for it"), placement.LeftOut);
    }

    [Fact]
    public void Where_silence_is_an_answer_a_scenario_is_not_put_on_IPv6_alone() =>
        Assert.Equal(
            ["unlisted", "unlisted-san", "wildcard-policy-deep", "wildcard-policy-apex"],
            Of(Suite.Find("mx-matching")!, Layout.Compact).LeftOut.Where(one => one.Why.Contains("keeps away", StringComparison.Ordinal)).Select(one => one.Scenario.Value));

    [Fact]
    public void Two_receivers_at_one_address_are_refused_since_a_session_without_mail_names_neither()
    {
        var (sound, first) = Sound();
        var doubled = first with { Receivers = [first.Receivers[0], first.Receivers[1] with { Address = AddressKind.DropletIPv4, IPv6Number = 0 }] };

        Assert.Equal("receivers a and c have the same address on droplet 1", Refusal(sound, doubled));
    }

    [Fact]
    public void A_placement_that_is_not_one_is_refused_with_the_reason()
    {
        var (sound, first) = Sound();

        Assert.Equal("receiver c has no place", Refusal(sound, first with { Receivers = [first.Receivers[0]] }));
        Assert.Equal("receiver b has two places", Refusal(sound, first with { Receivers = [.. first.Receivers, new(Catalogue.Study[1], AddressKind.ReservedIPv4)] }));
        Assert.Equal("receiver c has an address that droplet 1 does not have", Refusal(sound, first with { Receivers = [first.Receivers[0], first.Receivers[1] with { IPv6Number = 15 }] }));
        Assert.Equal("receiver g is of no scenario that is placed", Refusal(sound, first with { Receivers = [.. first.Receivers, new(Catalogue.Find(new('g'))!, AddressKind.ReservedIPv4)] }));
        Assert.Equal("the hosts are not numbered from 1 on", Refusal(sound, first with { Number = 7 }));
        Assert.Equal("scenario d of the study has no place: a reason", SitePlacement.Checked(sound with { LeftOut = [new(new('d'), "a reason")] }).Error);
    }

    private static (SitePlacement Sound, PlacedHost First) Sound()
    {
        var sound = Of(Suite.Study, Layout.Spread);
        return (sound, sound.Hosts[0]);
    }

    private static string? Refusal(SitePlacement sound, PlacedHost first) => SitePlacement.Checked(sound with { Hosts = [first, .. sound.Hosts.Skip(1)] }).Error;

    private static IEnumerable<string> Lines(SitePlacement placement) => placement.Hosts.Select(host => $"{host.Number}: {string.Join(", ", host.Receivers.Select(Text))}");

    private static IEnumerable<string> Places(SitePlacement placement) => placement.Receivers.Select(Text);

    private static string Text(PlacedReceiver placed) => $"{placed.Receiver.Name} {placed.Address}{(placed.IPv6Number > 0 ? $" {placed.IPv6Number}" : "")}";

    private static SitePlacement Of(Suite suite, Layout layout, bool reserved = false) => SitePlacement.Of(suite, layout, reserved).Value!;
}
