using System.Net;
using System.Text;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class CloudBundleTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    private static readonly IReadOnlyList<BundleFile> Images =
        [BundleFile.Text("images/postfix/Dockerfile", "FROM scratch"), BundleFile.Text("images/collector/Dockerfile", "FROM scratch")];

    [Fact]
    public void Each_Postfix_listens_on_its_own_addresses_and_its_own_loopback_address_only()
    {
        var files = Render(Layout.Compact, 1, reserved: true);

        Assert.Contains("\ninet_interfaces = 192.0.2.1\n", files["receivers/a/main.cf"], StringComparison.Ordinal);
        Assert.Contains("\ninet_interfaces = 10.19.0.1\n", files["receivers/b/main.cf"], StringComparison.Ordinal);
        Assert.Contains("\ninet_interfaces = 2001:db8:1::2\n", files["receivers/c/main.cf"], StringComparison.Ordinal);
        foreach (var (letter, number) in new[] { ('a', 1), ('b', 2), ('f', 6) })
        {
            Assert.Contains($"\n127.0.1.{number}:smtp inet", files[$"receivers/{letter}/master.cf"], StringComparison.Ordinal);
            Assert.Contains($"HEALTH_ADDRESS: \"127.0.1.{number}\"\n", files["compose.yml"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void On_one_droplet_the_collector_s_intake_is_on_loopback()
    {
        var files = Render(Layout.Compact, 1);

        Assert.Contains("\"milter\": \"127.0.0.1:8891\"", files["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("\"logIntake\": \"127.0.0.1:2514\"", files["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("\"http\": \"127.0.0.1:8080\"", files["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("\"https\": \"[::]:443\"", files["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("smtpd_milters = inet:127.0.0.1:8891", files["receivers/a/main.cf"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_satellite_runs_Postfix_only_and_talks_to_the_first_droplet_over_the_VPC()
    {
        var files = Render(Layout.Spread, 2, reserved: true);

        Assert.DoesNotContain(files.Keys, path => path.Contains("collector", StringComparison.Ordinal));
        Assert.DoesNotContain("collector", files["compose.yml"], StringComparison.Ordinal);
        Assert.Contains("smtpd_milters = inet:10.10.0.1:8891", files["receivers/d/main.cf"], StringComparison.Ordinal);
        Assert.Contains("target=\"10.10.0.1\" port=\"2514\"", files["receivers/e/rsyslog.conf"], StringComparison.Ordinal);
        Assert.Equal(["d", "e"], files.Keys.Where(path => path.EndsWith("/main.cf", StringComparison.Ordinal)).Select(path => path[10..11]));
    }

    [Fact]
    public void A_droplet_holds_only_the_keys_it_needs()
    {
        Assert.Equal(["mail-d"], KeysOn(Layout.Spread, 3));
        Assert.Equal(["mail-e"], KeysOn(Layout.Spread, 4));
        Assert.Empty(KeysOn(Layout.Spread, 5));
        Assert.Equal(["api", "mail-a", "mail-c", "mail-e", "mta-sts.b", "mta-sts.d"], KeysOn(Layout.Spread, 1));
        Assert.Equal(["api", "mail-a", "mail-c", "mail-d", "mail-e", "mta-sts.b", "mta-sts.d"], KeysOn(Layout.Compact, 1));
    }

    [Fact]
    public void Receivers_beyond_the_study_are_one_Postfix_on_the_addresses_of_their_droplet()
    {
        var files = Render(Layout.Compact, 1, suite: Suite.Standard);
        var master = files["receivers/shared/master.cf"];

        Assert.Contains("\n[2001:db8:1::7]:smtp inet n - n - 20 smtpd\n  -o syslog_name=postfix/g\n", master, StringComparison.Ordinal);
        Assert.Contains("\n127.0.1.25:smtp inet", master, StringComparison.Ordinal);
        Assert.Contains("HEALTH_ADDRESS: \"127.0.1.25\"\n", files["compose.yml"], StringComparison.Ordinal);
        Assert.Contains("\ninet_protocols = all\n", files["receivers/shared/main.cf"], StringComparison.Ordinal);
        Assert.Contains("\nsmtpd_milters = inet:127.0.0.1:8891\n", files["receivers/shared/main.cf"], StringComparison.Ordinal);
        Assert.DoesNotContain("NET_ADMIN", files["compose.yml"], StringComparison.Ordinal);
        Assert.DoesNotContain("ADDRESSES", files["compose.yml"].Replace("HEALTH_ADDRESS", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_satellite_of_its_own_a_receiver_beyond_the_study_listens_at_the_droplet_s_IPv4_address()
    {
        var number = NumberOf(Suite.Standard, "unlisted");
        var files = Render(Layout.Spread, number, suite: Suite.Standard);

        Assert.Contains($"\n192.0.2.{number}:smtp inet n - n - 20 smtpd\n  -o syslog_name=postfix/unlisted\n", files["receivers/shared/master.cf"], StringComparison.Ordinal);
        Assert.Contains("\ninet_protocols = ipv4\n", files["receivers/shared/main.cf"], StringComparison.Ordinal);
        Assert.Contains("smtpd_milters = inet:10.10.0.1:8891", files["receivers/shared/main.cf"], StringComparison.Ordinal);
        Assert.Equal(["receivers/shared/main.cf"], files.Keys.Where(path => path.EndsWith("/main.cf", StringComparison.Ordinal)));
        Assert.Equal(["mail-unlisted"], KeysOn(Layout.Spread, number, Suite.Standard));
    }

    [Theory]
    [InlineData("sni-decides", "api mail-sni-decides")]
    [InlineData("wildcard-cert-deep", "mx.mail-wildcard-cert-deep")]
    [InlineData("first-plain", "")]
    [InlineData("first-plain-2", "mail-first-plain-2")]
    [InlineData("policy-untrusted", "")]
    public void A_satellite_beyond_the_study_holds_what_its_receivers_present_and_each_is_mounted_where_Postfix_reads_it(string receiver, string folders)
    {
        var number = NumberOf(Suite.Complete, receiver);
        var files = Render(Layout.Spread, number, suite: Suite.Complete);

        Assert.Equal(folders.Split(' ', StringSplitOptions.RemoveEmptyEntries), KeysOn(Layout.Spread, number, Suite.Complete));
        foreach (var folder in folders.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains($"- ./certificates/{folder}.audit.example.com:/etc/postfix/certificates/{folder}.audit.example.com:ro\n", files["compose.yml"], StringComparison.Ordinal);
            Assert.Contains($"receivers/shared/certificates/{folder}.audit.example.com/.keep", files.Keys);
            Assert.Contains(files, file => file.Value.Contains($"/etc/postfix/certificates/{folder}.audit.example.com/certificate.pem", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_collector_has_the_certificate_of_every_policy_host_and_no_other_than_that_and_the_API_s()
    {
        var keys = KeysOn(Layout.Spread, 1, Suite.Standard).ToList();

        Assert.Equal(
            ["api", "mail-a", "mail-c", "mail-e", "mta-sts.b", "mta-sts.d", "mta-sts.policy-untrusted", "mta-sts.wrong-name"], keys);
    }

    [Fact]
    public void The_collector_is_told_the_suite_and_what_of_it_cannot_be_there()
    {
        var settings = CollectorSettingsParser.Parse(Render(Layout.Spread, 1, suite: Suite.Standard)["collector/collector.json"]).Settings!;

        Assert.Equal("standard", settings.Suite.Name);
        Assert.Equal(["expired"], settings.Suite.LeftOut.Select(name => name.Value));
        Assert.Equal(20, settings.Suite.Scenarios.Count);
    }

    [Fact]
    public void Every_service_is_on_the_host_s_network_and_only_the_first_droplet_keeps_evidence()
    {
        var compose = Render(Layout.Spread, 1)["compose.yml"];

        Assert.Equal(3, compose.Split("network_mode: host").Length - 1);
        Assert.DoesNotContain("networks:", compose, StringComparison.Ordinal);
        Assert.Contains("\nvolumes:\n  evidence: {}\n", compose, StringComparison.Ordinal);
        Assert.Equal(6, Render(Layout.Compact, 1, suite: Suite.Standard)["compose.yml"].Split("network_mode: host").Length - 3);
        Assert.DoesNotContain("evidence", Render(Layout.Spread, 3)["compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewed_certificate_changes_its_files_and_no_service()
    {
        var renewed = CertificatesOf(Suite.Study).Select(certificate => certificate with { FullChainPem = "renewed" }).ToList();

        Assert.Equal(Render(Layout.Compact, 1)["compose.yml"], Render(Layout.Compact, 1, renewed)["compose.yml"]);
    }

    [Fact]
    public void A_larger_droplet_lets_each_receiver_serve_more_sessions_and_take_more_memory()
    {
        var small = Render(Layout.Compact, 1);
        var large = Render(Layout.Compact, 1, size: "s-4vcpu-8gb");

        Assert.True(Number(small["receivers/b/main.cf"], "default_process_limit = ") < Number(large["receivers/b/main.cf"], "default_process_limit = "));
        Assert.True(Number(Service(small, "receiver-b"), "mem_limit: \"") < Number(Service(large, "receiver-b"), "mem_limit: \""));
    }

    [Theory]
    [InlineData("s-1vcpu-1gb-intel", "s-1vcpu-1gb")]
    [InlineData("g-2vcpu-8gb", "s-4vcpu-8gb")]
    [InlineData("c-2", "s-1vcpu-512mb-10gb")]
    public void Droplets_of_the_same_memory_are_alike_and_one_whose_size_does_not_tell_is_as_the_smallest(string size, string other) =>
        Assert.Equal(Render(Layout.Compact, 1, size: other)["compose.yml"], Render(Layout.Compact, 1, size: size)["compose.yml"]);

    // What docker makes of it is tried on the local testbed, whose services are printed by the same code.
    [Theory]
    [InlineData(Layout.Compact, 1)]
    [InlineData(Layout.Spread, 1)]
    [InlineData(Layout.Spread, 2)]
    [InlineData(Layout.Spread, 20)]
    public void Every_service_has_a_ceiling(Layout layout, int number)
    {
        var files = Render(layout, number, suite: Suite.Standard);
        var services = files["compose.yml"].Split("image: mta-sts-audit/").Length - 1;

        Assert.True(services > 0);
        Assert.All(["mem_limit: ", "memswap_limit: ", "pids_limit: ", "cpu_shares: "], limit => Assert.Equal(services, files["compose.yml"].Split(limit).Length - 1));
    }

    private static string Service(Dictionary<string, string> files, string name) => files["compose.yml"][files["compose.yml"].IndexOf($"  {name}:", StringComparison.Ordinal)..];

    private static int Number(string text, string before)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return int.Parse(string.Concat(text[start..].TakeWhile(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int NumberOf(Suite suite, string receiver) =>
        SitePlacement.Of(suite, Layout.Spread).Value!.Hosts.Single(host => host.Receivers.Any(placed => placed.Receiver.Name.Value == receiver)).Number;

    private static IEnumerable<string> KeysOn(Layout layout, int number, Suite? suite = null) => Render(layout, number, suite: suite).Keys
        .Where(path => path.EndsWith("/certificate.pem", StringComparison.Ordinal))
        .Select(path => path["certificates/".Length..^".audit.example.com/certificate.pem".Length])
        .Order(StringComparer.Ordinal);

    private static IReadOnlyList<IssuedCertificate> CertificatesOf(Suite suite) =>
        [.. CertificatePlan.For(Names, [.. suite.Receivers]).Select(plan => new IssuedCertificate(plan, $"chain of {plan.Folder}", $"key of {plan.Folder}"))];

    private static Dictionary<string, string> Render(Layout layout, int number, IReadOnlyList<IssuedCertificate>? certificates = null, string size = "s-1vcpu-1gb", Suite? suite = null, bool reserved = false)
    {
        var placement = SitePlacement.Of(suite ?? Suite.Study, layout, reserved).Value!;
        var collector = CloudBundle.Collector(Names, placement, AddressesOf(1));
        return CloudBundle.Render(placement.Hosts[number - 1], AddressesOf(number), collector, certificates ?? CertificatesOf(placement.Suite), Images, DropletMemory.MiBOf(size))
            .ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content.Span));
    }

    private static DropletAddresses AddressesOf(int number) => new(
        IPAddress.Parse($"192.0.2.{number}"), IPAddress.Parse($"2001:db8:{number}::1"), IPAddress.Parse($"10.10.0.{number}"),
        IPAddress.Parse($"198.51.100.{number}"), IPAddress.Parse($"10.19.0.{number}"));
}
