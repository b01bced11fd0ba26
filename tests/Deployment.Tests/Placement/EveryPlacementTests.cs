using System.Net;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Placement;

/// <summary>What holds for every suite in every layout of droplets.</summary>
public sealed class EveryPlacementTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    public static TheoryData<string, Layout, bool> All
    {
        get
        {
            TheoryData<string, Layout, bool> all = [];
            foreach (var suite in Suite.All)
            {
                foreach (var layout in new[] { Layout.Compact, Layout.Spread })
                {
                    all.Add(suite.Name, layout, false);
                    all.Add(suite.Name, layout, true);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_receiver_of_what_is_placed_has_one_place_and_what_is_not_is_left_out_with_a_reason(string name, Layout layout, bool reserved)
    {
        var (suite, placement) = Of(name, layout, reserved);

        Assert.Equal(placement.Suite.Receivers.Select(receiver => receiver.Name).Order(), placement.Receivers.Select(placed => placed.Receiver.Name).Order());
        Assert.Equal(
            suite.Scenarios.Select(scenario => scenario.Name).Order(),
            placement.Suite.Scenarios.Select(scenario => scenario.Name).Concat(placement.LeftOut.Select(one => one.Scenario)).Order());
        Assert.Equal(Suite.Study.Scenarios, placement.Suite.Scenarios.Take(6));
        Assert.All(placement.LeftOut, one => Assert.NotEmpty(one.Why));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_address_is_two_receivers_whether_as_it_is_published_or_as_it_is_listened_at(string name, Layout layout, bool reserved)
    {
        var placement = Of(name, layout, reserved).Placement;

        Assert.Distinct(placement.Hosts.SelectMany(host => host.Receivers.Select(AddressesOf(host).Published)));
        Assert.All(placement.Hosts, host => Assert.Distinct(host.Receivers.Select(AddressesOf(host).Listen)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_the_study_s_verdict_needs_is_on_droplets_own_IPv4_addresses_or_the_operator_is_warned(string name, Layout layout, bool reserved)
    {
        var placement = Of(name, layout, reserved).Placement;
        var own = placement.Receivers.Where(placed => placed.Address == AddressKind.DropletIPv4).Select(placed => placed.Receiver.Name.Value).ToHashSet();

        Assert.Equal(own.IsSupersetOf(["a", "b", "d", "e", "f"]), placement.Warning() is null);
        Assert.Equal(layout == Layout.Spread && !reserved, placement.Warning() is null);
        Assert.Contains("a", own);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Reserved_addresses_are_used_only_where_that_is_asked_for(string name, Layout layout, bool reserved)
    {
        var placement = Of(name, layout, reserved).Placement;

        Assert.Equal(reserved, placement.Hosts.Any(host => host.HasReservedIPv4));
        Assert.Equal(placement.Hosts.Count(host => host.HasReservedIPv4), MonthlyCost.Of(placement, _ => "s-1vcpu-1gb").ReservedAddresses);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Counts_and_cost_are_those_of_the_droplets(string name, Layout layout, bool reserved)
    {
        var placement = Of(name, layout, reserved).Placement;
        var cost = MonthlyCost.Of(placement, host => host.RunsCollector ? "s-1vcpu-1gb" : "s-1vcpu-512mb-10gb");
        var onIPv4 = placement.Receivers.Count(placed => placed.Address != AddressKind.DropletIPv6);

        Assert.Equal(reserved ? (onIPv4 + 1) / 2 : onIPv4, placement.Hosts.Count);
        Assert.Equal(6 + (4 * (placement.Hosts.Count - 1)), cost.Dollars);
        Assert.StartsWith(
            $"Suite {name}: {placement.Suite.Scenarios.Count} scenarios of {Suite.Find(name)!.Scenarios.Count}, {placement.Receivers.Count()} receivers at ", placement.Describe().First(), StringComparison.Ordinal);
        Assert.Equal(1 + placement.Hosts.Count + placement.LeftOut.Select(one => one.Why).Distinct().Count(), placement.Describe().Count());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_DNS_publishes_leads_to_a_droplet_and_every_MX_host_to_its_own_receiver(string name, Layout layout, bool reserved)
    {
        var placement = Of(name, layout, reserved).Placement;
        var places = placement.Hosts.SelectMany(host => host.Receivers.Select(placed => (placed.Receiver.Name, Address: AddressesOf(host).Published(placed)))).ToDictionary(one => one.Name, one => one.Address);
        var first = AddressesOf(placement.Hosts[0]);
        var records = SiteRecords.For(Names, [.. placement.Suite.Receivers], new(receiver => [places[receiver.Name]], [first.IPv4, first.IPv6]));
        var addresses = records.Where(record => record.Type is DnsRecordType.A or DnsRecordType.AAAA).ToLookup(record => record.Owner, record => IPAddress.Parse(record.Value));

        var aliases = records.Where(record => record.Type == DnsRecordType.CNAME).ToDictionary(record => record.Owner, record => record.Value);
        Assert.All(records.Where(record => record.Type == DnsRecordType.MX), record => Assert.Single(addresses[aliases.GetValueOrDefault(record.Value, record.Value)]));
        Assert.All(placement.Suite.Receivers, receiver => Assert.Equal([places[receiver.Name]], addresses[Names.MailHost(receiver).Value]));
        Assert.All(addresses, owner => Assert.All(owner, address => Assert.True(places.ContainsValue(address) || address.Equals(first.IPv4) || address.Equals(first.IPv6))));
        Assert.DoesNotContain(records, record => record.SplitAt is not null);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_certificate_that_is_needed_can_be_had(string name, Layout layout, bool reserved) =>
        Assert.All(CertificatePlan.For(Names, [.. Of(name, layout, reserved).Placement.Suite.Receivers]), plan => Assert.NotEmpty(PublicCertificate.Of(plan).Names));

    private static (Suite Suite, SitePlacement Placement) Of(string name, Layout layout, bool reserved) =>
        (Suite.Find(name)!, SitePlacement.Of(Suite.Find(name)!, layout, reserved).Value!);

    private static DropletAddresses AddressesOf(PlacedHost host) => new(
        IPAddress.Parse($"192.0.2.{host.Number}"), IPAddress.Parse($"2001:db8:{host.Number}::1"), IPAddress.Parse($"10.10.0.{host.Number}"),
        IPAddress.Parse($"198.51.100.{host.Number}"), IPAddress.Parse($"10.19.0.{host.Number}"));
}
