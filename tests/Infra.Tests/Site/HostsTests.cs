using System.Collections.Immutable;

namespace MtaStsAudit.Infra.Tests.Site;

public sealed class HostsTests
{
    private const string DropletType = "digitalocean:index/droplet:Droplet";

    private static readonly string[] ReplacingInputs = ["image", "region", "sshKeys", "userData", "ipv6", "size"];

    [Theory]
    [InlineData("compact", "true", "abcdef", "a", 1)]
    [InlineData("spread", "true", "abcdef", "adf", 2)]
    [InlineData("spread", "false", "abcdef", "abdef", 0)]
    public async Task Droplets_are_named_after_their_mail_hosts_and_have_what_the_placement_asks_for(string layout, string useReserved, string receivers, string names, int reserved)
    {
        var run = await SiteRun.Of(("layout", layout), ("reservedAddresses", useReserved));

        Assert.Equal(receivers, string.Concat(run.Placement.Receivers.Select(placed => placed.Receiver.Name.Value).Order(StringComparer.Ordinal)));
        Assert.Equal(names.Select(letter => $"mail-{letter}.audit.example.com"), run.Mocks.OfType(DropletType).Select(droplet => droplet.Inputs["name"]));
        Assert.All(run.Mocks.OfType(DropletType), droplet => Assert.Equal(true, droplet.Inputs["ipv6"]));
        Assert.Equal(reserved, run.Mocks.OfType("digitalocean:index/reservedIp:ReservedIp").Count());
        Assert.All(run.Mocks.OfType("digitalocean:index/reservedIp:ReservedIp"), address => Assert.DoesNotContain("dropletId", address.Inputs.Keys));
        Assert.Equal(reserved, run.Mocks.OfType("digitalocean:index/reservedIpAssignment:ReservedIpAssignment").Count());
    }

    [Fact]
    public async Task Suite_standard_gets_a_droplet_for_each_receiver_and_the_stack_tells_what_is_left_out()
    {
        var run = await SiteRun.Of(("suite", "standard"));
        var sizes = run.Mocks.OfType(DropletType).ToDictionary(droplet => droplet.Name!, droplet => droplet.Inputs["size"]);

        Assert.Equal(21, sizes.Count);
        Assert.Equal("s-1vcpu-1gb", sizes["host-1-droplet"]);
        Assert.Equal(["s-1vcpu-512mb-10gb"], sizes.Where(size => size.Key != "host-1-droplet").Select(size => size.Value).Distinct());
        Assert.Equal("standard", run.Outputs["suite"]);
        Assert.Equal(["expired"], ((ImmutableSortedDictionary<string, string>)run.Outputs["leftOut"]!).Keys);
        Assert.StartsWith("about 86.00 US dollars a month", (string)run.Outputs["monthlyCost"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_domain_keeps_the_droplets()
    {
        var (before, after) = (await SiteRun.Of(), await SiteRun.Of(("domain", "example.net")));

        foreach (var (old, renamed) in before.Mocks.OfType(DropletType).Zip(after.Mocks.OfType(DropletType)))
        {
            Assert.All(ReplacingInputs, input => Assert.Equivalent(old.Inputs[input], renamed.Inputs[input]));
            Assert.NotEqual(old.Inputs["name"], renamed.Inputs["name"]);
        }
    }

    [Fact]
    public async Task The_world_reaches_ports_25_and_443_and_the_operator_port_22()
    {
        var run = await SiteRun.Of(("layout", "compact"), ("operatorCidrs", """["203.0.113.7/32", "2001:db8:feed::/48"]"""));

        Assert.Equal(
            ["tcp 25 0.0.0.0/0 ::/0", "tcp 443 0.0.0.0/0 ::/0", "tcp 22 203.0.113.7/32 2001:db8:feed::/48"],
            Rules(run, "inboundRules", "sourceAddresses"));
        Assert.Equal(
            ["udp 53 0.0.0.0/0 ::/0", "tcp 53 0.0.0.0/0 ::/0", "tcp 443 0.0.0.0/0 ::/0", "udp 123 0.0.0.0/0 ::/0", "tcp 80 169.254.169.254/32"],
            Rules(run, "outboundRules", "destinationAddresses"));
    }

    [Fact]
    public async Task The_packet_filter_holds_for_every_droplet_of_the_stack_before_there_is_one()
    {
        // By their tag there may be any number; a firewall names ten droplets at most.
        var run = await SiteRun.Of(("suite", "standard"));
        Assert.Equal(21, run.Mocks.OfType(DropletType).Count());
        var filter = run.Named("packet-filter-firewall").Inputs;

        Assert.Equal(["mta-sts-audit-prod"], (ImmutableArray<object>)filter["tags"]);
        Assert.DoesNotContain("dropletIds", filter.Keys);
        Assert.All(run.Mocks.OfType(DropletType), droplet =>
        {
            Assert.Equal(["mta-sts-audit-prod"], (ImmutableArray<object>)droplet.Inputs["tags"]);
            Assert.Equal(["packet-filter-firewall"], run.Waits[droplet.Name!]);
        });
    }

    [Fact]
    public async Task No_network_is_made_that_could_not_be_deleted_again()
    {
        var run = await SiteRun.Of(("layout", "spread"));

        Assert.Empty(run.Mocks.OfType("digitalocean:index/vpc:Vpc"));
        Assert.All(run.Mocks.OfType(DropletType), droplet => Assert.DoesNotContain("vpcUuid", droplet.Inputs.Keys));
    }

    [Fact]
    public async Task Deletion_has_the_time_that_a_shutdown_and_an_emptied_project_take()
    {
        var run = await SiteRun.Of(("layout", "spread"));

        Assert.All(new[] { "host-1-droplet", "host-2-droplet", "host-3-droplet", "project" }, name =>
            Assert.Equal(TimeSpan.FromMinutes(10), run.Options[name].CustomTimeouts?.Delete));
    }

    [Fact]
    public async Task The_testbed_s_own_droplets_reach_the_collector_and_no_other_of_the_account_does()
    {
        var run = await SiteRun.Of(("layout", "spread"));

        Assert.Equal(["tcp 8891 mta-sts-audit-prod", "tcp 2514 mta-sts-audit-prod"], Rules(run, "inboundRules", "sourceTags").Skip(3));
        Assert.Equal(["tcp 8891 mta-sts-audit-prod", "tcp 2514 mta-sts-audit-prod"], Rules(run, "outboundRules", "destinationTags").Skip(5));
        Assert.All(Rules(run, "inboundRules", "sourceAddresses").Skip(3), rule => Assert.DoesNotContain("/", rule, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_elsewhere_is_let_out_to()
    {
        var run = await SiteRun.Of(("layout", "compact"), ("database", "Host=db.example.com;Port=25060;Database=evidence"));

        Assert.Equal(["tcp 25060 0.0.0.0/0 ::/0"], Rules(run, "outboundRules", "destinationAddresses").Skip(5));
    }

    [Fact]
    public async Task Evidence_is_protected_where_it_is_and_only_when_asked_for()
    {
        var on = await SiteRun.Of(("protectEvidence", "true"));
        Assert.Equal(["host-1-droplet"], on.Options.Where(pair => pair.Value.Protect == true).Select(pair => pair.Key));

        var elsewhere = await SiteRun.Of(("protectEvidence", "true"), ("database", "Host=db.example.com;Database=evidence"));
        Assert.DoesNotContain(elsewhere.Options.Values, options => options.Protect == true);

        Assert.DoesNotContain((await SiteRun.Of()).Options.Values, options => options.Protect == true);
    }

    [Fact]
    public async Task Everything_belongs_to_a_project_of_its_own()
    {
        var run = await SiteRun.Of(("layout", "spread"), ("reservedAddresses", "true"));

        Assert.Equal(
            ["do:droplet:101", "do:floatingip:198.51.100.1", "do:droplet:102", "do:floatingip:198.51.100.2", "do:droplet:103"],
            ((ImmutableArray<object>)run.Named("project-resources").Inputs["resources"]).Cast<string>());
    }

    private static IEnumerable<string> Rules(SiteRun run, string list, string addresses) =>
        ((ImmutableArray<object>)run.Named("packet-filter-firewall").Inputs[list]).Cast<ImmutableDictionary<string, object>>()
            .Select(rule => $"{rule["protocol"]} {rule["portRange"]} {string.Join(' ', rule.TryGetValue(addresses, out var listed) ? (ImmutableArray<object>)listed : [])}");
}
