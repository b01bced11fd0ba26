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
    public void Compact_is_the_study_s_layout_on_one_droplet()
    {
        var host = Assert.Single(Of(Layout.Compact).Hosts);

        Assert.Equal(
            ["a ReservedIPv4 0", "b DropletIPv4 0", "c DropletIPv6 1", "d DropletIPv6 2", "e DropletIPv6 3", "f DropletIPv6 4"],
            host.Receivers.Select(placed => $"{placed.Receiver.Name} {placed.Address} {placed.IPv6Number}"));
        Assert.Equal("mail-b.audit.example.com", host.Name(Names).Value);
    }

    [Fact]
    public void Spread_gives_every_receiver_but_the_IPv6_control_an_IPv4_address_of_its_own()
    {
        var hosts = Of(Layout.Spread).Hosts;

        Assert.Equal(
            ["1: a ReservedIPv4, b DropletIPv4, c DropletIPv6", "2: d ReservedIPv4, e DropletIPv4", "3: f DropletIPv4"],
            hosts.Select(host => $"{host.Number}: {string.Join(", ", host.Receivers.Select(placed => $"{placed.Receiver.Name} {placed.Address}"))}"));
        Assert.Equal([true, true, false], hosts.Select(host => host.HasReservedIPv4));
        Assert.Equal([true, false, false], hosts.Select(host => host.RunsCollector));
    }

    [Theory]
    [InlineData(Layout.Compact)]
    [InlineData(Layout.Spread)]
    public void No_two_receivers_share_an_address_and_a_droplet_is_named_after_the_mail_host_at_its_own_IPv4(Layout layout)
    {
        foreach (var host in Of(layout).Hosts)
        {
            Assert.Distinct(host.Receivers.Select(Addresses.Published));
            Assert.Distinct(host.Receivers.Select(Addresses.Listen));
            var named = Assert.Single(host.Receivers, placed => Equals(Addresses.Published(placed), Addresses.IPv4));
            Assert.Equal(Names.MailHost(named.Receiver.Name), host.Name(Names));
        }
    }

    [Fact]
    public void What_is_sent_to_the_reserved_address_is_listened_for_at_the_anchor_address()
    {
        var reserved = Of(Layout.Compact).Hosts[0].Receivers[0];

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
    public void Receivers_that_do_not_fit_are_refused_with_the_reason()
    {
        var crowd = Enumerable.Range('a', 16).Select(letter => Catalogue.Study[2] with { Name = new((char)letter) }).ToList();

        Assert.Equal("16 receivers do not fit the 14 IPv6 addresses of one droplet", SitePlacement.Of(Layout.Compact, crowd).Error);
        Assert.False(SitePlacement.Of(Layout.Spread, []).IsValid);
    }

    [Fact]
    public void A_lone_IPv6_control_still_has_a_droplet() =>
        Assert.Equal(AddressKind.DropletIPv6, Assert.Single(Assert.Single(SitePlacement.Of(Layout.Spread, [Catalogue.Study[2]]).Value!.Hosts).Receivers).Address);

    private static SitePlacement Of(Layout layout) => SitePlacement.Of(layout, Catalogue.Study).Value!;
}
