using System.Net;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Hosts;

public sealed class OwnPlacementTests
{
    [Fact]
    public void Each_receiver_of_the_study_has_an_IPv4_address_in_the_order_of_the_list_and_the_IPv6_control_has_one_of_IPv6()
    {
        var placement = HostSettings.Placement();

        Assert.Equal(
            ["host fra with the collector: a on 203.0.113.1; b on 203.0.113.2; c on 2001:db8::1; d on 203.0.113.3", "host nyc: e on 198.51.100.1; f on 198.51.100.2"],
            placement.Describe().Skip(1));
        Assert.StartsWith("Suite study: 6 scenarios of 6, 6 receivers at 5 IPv4 and 1 IPv6 addresses, on 2 hosts", placement.Describe().First(), StringComparison.Ordinal);
        Assert.Null(placement.Warning());
    }

    [Fact]
    public void Where_a_cloud_translates_addresses_DNS_publishes_one_and_Postfix_listens_on_the_other()
    {
        var host = HostSettings.Placement().Hosts[1];
        var addresses = new OwnAddresses(host.Own!);

        Assert.Equal(IPAddress.Parse("198.51.100.2"), addresses.Published(host.Receivers[1]));
        Assert.Equal(IPAddress.Parse("10.0.0.2"), addresses.Listen(host.Receivers[1]));
    }

    [Fact]
    public void Where_IPv4_is_short_receivers_stand_on_IPv6_and_the_operator_is_warned()
    {
        var placement = HostSettings.Placement(One("203.0.113.1", "2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "2001:db8::5"));

        Assert.Equal("b, d, e, f of the study are on IPv6 addresses: a sender that has no IPv6 comes to none of them, and its audit to no verdict. 4 more IPv4 addresses would do", placement.Warning());
        Assert.Equal(IPAddress.Parse("203.0.113.1"), placement.Hosts[0].Receivers[0].Own!.Public);
    }

    [Theory]
    [InlineData("scenario c of the study has no place: the hosts have no IPv6 address left for it", "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "203.0.113.5", "203.0.113.6")]
    [InlineData("scenario a of the study has no place: the hosts have no IPv4 address left for it", "2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "2001:db8::5", "2001:db8::6")]
    [InlineData("scenario f of the study has no place: the hosts have no address left for it", "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "2001:db8::1")]
    public void Without_an_address_for_each_of_the_study_it_is_refused(string reason, params string[] addresses) =>
        Assert.Equal(reason, SitePlacement.Of(Suite.Study, Layout.Hosts, hosts: HostSettings.Of(One(addresses))).Error);

    [Fact]
    public void What_of_a_larger_suite_has_no_address_is_left_out_and_said()
    {
        var placement = HostSettings.Placement(suite: Suite.Standard);

        Assert.Equal(6, placement.Receivers.Count());
        Assert.Contains(placement.LeftOut, one => one.Why == "the hosts have no address left for it");
        Assert.Equal(Suite.Standard.Scenarios.Count - 6, placement.LeftOut.Count);
    }

    [Fact]
    public void A_scenario_at_which_silence_is_right_is_not_put_on_IPv6_alone()
    {
        var six = Enumerable.Range(1, 40).Select(number => $"2001:db8::{number:x}");
        var placement = HostSettings.Placement(One([.. Enumerable.Range(1, 5).Select(number => $"203.0.113.{number}"), .. six]), Suite.Find("mx-matching"));

        Assert.Contains(placement.LeftOut, one => one.Scenario.Value == "unlisted" && one.Why.Contains("keeps away", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_host_on_IPv6_only_needs_IPv6_where_the_collector_is()
    {
        string[] first = [.. Enumerable.Range(1, 30).Select(number => $"203.0.113.{number}")];
        var hosts = $"[{Host("fra", first)}, {Host("nyc", "2001:db8::1")}]";

        Assert.Contains(HostSettings.Placement(hosts, Suite.Find("policy-host")).LeftOut, one => one.Why == "its policy host is on IPv6 only, and the first host has no IPv6 address");
    }

    [Fact]
    public void A_host_that_no_receiver_needs_is_told_and_has_no_number()
    {
        var placement = HostSettings.Placement(HostSettings.Two.TrimEnd()[..^1] + $", {Host("spare", "192.0.2.9")}]");

        Assert.Equal(2, placement.Hosts.Count);
        Assert.Equal("not needed, and not touched: spare", placement.Describe().Last());
    }

    [Fact]
    public void Two_receivers_at_one_address_are_refused_since_a_session_without_mail_names_neither()
    {
        var sound = HostSettings.Placement();
        var (first, second) = (sound.Hosts[0], sound.Hosts[1]);

        Assert.Equal(
            "receivers a and b have the same address on host fra",
            Refusal(first with { Receivers = [first.Receivers[0], first.Receivers[1] with { Own = first.Receivers[0].Own }, .. first.Receivers.Skip(2)] }, second));
        Assert.Equal(
            "receiver e has an address that host nyc does not have",
            Refusal(first, second with { Receivers = [second.Receivers[0] with { Own = new(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.1")) }, second.Receivers[1]] }));
        Assert.Equal(
            "receivers a and e have the same public address 203.0.113.1",
            Refusal(first, second with { Receivers = [second.Receivers[0] with { Own = first.Receivers[0].Own }, second.Receivers[1]], Own = first.Own }));

        string? Refusal(params PlacedHost[] hosts) => SitePlacement.Checked(sound with { Hosts = hosts }).Error;
    }

    [Fact]
    public void Each_host_has_the_ports_to_open_and_the_tunnel_s_for_the_satellites_only()
    {
        var placement = HostSettings.Placement();

        Assert.Equal(
            [
                "22/tcp from where the testbed is deployed",
                "25/tcp at 203.0.113.1, 203.0.113.2, 2001:db8::1, 203.0.113.3 from everywhere",
                "443/tcp at 203.0.113.1, 2001:db8::1 from everywhere",
                "8892/tcp and 2515/tcp at 203.0.113.1 from nyc",
            ],
            OpenPorts.Of(placement, placement.Hosts[0]));
        Assert.Equal(["22/tcp from where the testbed is deployed", "25/tcp at 198.51.100.1, 10.0.0.2 from everywhere"], OpenPorts.Of(placement, placement.Hosts[1]));
    }

    private static string One(params string[] addresses) => $"[{Host("one", addresses)}]";

    private static string Host(string name, params string[] addresses) =>
        $$"""{ "name": "{{name}}", "hostKey": "{{HostSettings.HostKey}}", "addresses": [{{string.Join(", ", addresses.Select(address => $"\"{address}\""))}}] }""";
}
