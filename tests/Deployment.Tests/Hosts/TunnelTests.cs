using System.Net;
using System.Text;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Tests.Hosts;

public sealed class TunnelTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    [Fact]
    public void A_satellite_s_Postfix_and_rsyslog_reach_the_collector_through_an_entry_on_loopback()
    {
        var files = Render(1);

        Assert.Contains("smtpd_milters = inet:127.0.2.2:8891", files["receivers/f/main.cf"], StringComparison.Ordinal);
        Assert.Contains("target=\"127.0.2.2\" port=\"2514\"", files["receivers/f/rsyslog.conf"], StringComparison.Ordinal);
        Assert.Contains("inet_interfaces = 10.0.0.2\n", files["receivers/f/main.cf"], StringComparison.Ordinal);
        Assert.EndsWith(
            """
            [milter]
            accept = 127.0.2.2:8891
            connect = 203.0.113.1:8892
            client = yes
            PSKidentity = nyc
            [log]
            accept = 127.0.2.2:2514
            connect = 203.0.113.1:2515
            client = yes
            PSKidentity = nyc

            """, files["tunnel/stunnel.conf"], StringComparison.Ordinal);
        Assert.Contains("\n  tunnel:\n", files["compose.yml"], StringComparison.Ordinal);
        Assert.Contains("images/tunnel/Dockerfile", files.Keys);
    }

    [Fact]
    public void The_collector_s_host_takes_it_on_loopback_and_the_tunnel_only_where_satellites_come_to()
    {
        var files = Render(0);

        Assert.Contains("\"milter\": \"127.0.0.1:8891\"", files["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("smtpd_milters = inet:127.0.0.1:8891", files["receivers/a/main.cf"], StringComparison.Ordinal);
        Assert.EndsWith("[milter-1]\naccept = 203.0.113.1:8892\nconnect = 127.0.0.1:8891\n[log-1]\naccept = 203.0.113.1:2515\nconnect = 127.0.0.1:2514\n", files["tunnel/stunnel.conf"], StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sides_speak_one_cipher_suite_which_the_secret_alone_authenticates() =>
        Assert.All(new[] { Render(0), Render(1) }, files =>
        {
            Assert.Contains("\nsslVersion = TLSv1.2\nciphers = ECDHE-PSK-CHACHA20-POLY1305\n", files["tunnel/stunnel.conf"], StringComparison.Ordinal);
            Assert.DoesNotContain("cert", files["tunnel/stunnel.conf"], StringComparison.Ordinal);
        });

    [Fact]
    public void A_satellite_has_its_own_secret_and_no_other_s()
    {
        Assert.Equal("nyc:of nyc\nsgp:of sgp\n", Render(0, Three)["tunnel/secrets"]);
        Assert.Equal("nyc:of nyc\n", Render(1, Three)["tunnel/secrets"]);
        Assert.Equal("sgp:of sgp\n", Render(2, Three)["tunnel/secrets"]);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2", "198.51.100.1", "10.0.0.1")]
    [InlineData("10.0.0.1", null, "198.51.100.1", "203.0.113.1")]
    [InlineData("10.0.0.1", "fd00::2", "198.51.100.1", "203.0.113.1")]
    [InlineData(null, "10.0.0.2", "198.51.100.1", "203.0.113.1")]
    [InlineData(null, null, "2001:db8::2", "2001:db8::1")]
    public void A_satellite_comes_by_the_private_network_where_both_are_in_one_else_by_a_family_that_it_has(string? collector, string? satellite, string address, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), Tunnel.ExitOf(Host(collector, "203.0.113.1", "2001:db8::1"), Host(satellite, address)).Public);

    [Fact]
    public void Where_a_cloud_translates_the_address_the_collector_s_host_listens_on_its_own()
    {
        var collector = Host(null) with { Addresses = [new(IPAddress.Parse("203.0.113.1"), IPAddress.Parse("10.0.0.1"))] };

        Assert.Equal(IPAddress.Parse("10.0.0.1"), Tunnel.ExitOf(collector, Host(null, "198.51.100.1")).Local);
    }

    private const string Three =
        $$"""
        [
          { "name": "fra", "hostKey": "{{HostSettings.HostKey}}", "addresses": ["203.0.113.1", "203.0.113.2", "203.0.113.3", "2001:db8::1"] },
          { "name": "nyc", "hostKey": "{{HostSettings.HostKey}}", "addresses": ["198.51.100.1"] },
          { "name": "sgp", "hostKey": "{{HostSettings.HostKey}}", "addresses": ["192.0.2.1"] }
        ]
        """;

    private static OwnHost Host(string? inner, params string[] addresses) => new(
        "one", new("one.example.net", 22, "root", HostSettings.HostKey),
        [.. addresses.Select(address => new OwnAddress(IPAddress.Parse(address), IPAddress.Parse(address)))],
        inner is null ? null : IPAddress.Parse(inner));

    private static Dictionary<string, string> Render(int index, string hosts = HostSettings.Two)
    {
        var placement = HostSettings.Placement(hosts);
        var tunnel = new Tunnel(placement, Tunnel.SatellitesOf(placement).ToDictionary(host => host.Name, host => $"of {host.Name}"));
        var host = placement.Hosts[index];
        IReadOnlyList<BundleFile> images = [BundleFile.Text("images/postfix/Dockerfile", "FROM scratch"), BundleFile.Text("images/tunnel/Dockerfile", "FROM scratch")];
        var collector = CloudBundle.Collector(Names, placement, new OwnAddresses(placement.Hosts[0].Own!));
        return CloudBundle.Render(host, new OwnAddresses(host.Own!), collector, [], images, 1024, tunnel).ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content.Span));
    }
}
