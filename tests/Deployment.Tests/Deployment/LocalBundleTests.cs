using System.Text;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class LocalBundleTests
{
    private static readonly LocalSite Site = LocalSite.Default;

    public static TheoryData<string> Suites => [.. Suite.All.Select(suite => suite.Name)];

    [Fact]
    public void The_study_needs_no_shared_Postfix_and_no_front()
    {
        var files = Render(Suite.Study);

        Assert.DoesNotContain(files.Keys, path => path.StartsWith("receivers/shared/", StringComparison.Ordinal) || path.StartsWith("front/", StringComparison.Ordinal));
        Assert.DoesNotContain("receiver-shared:", files["compose.yml"], StringComparison.Ordinal);
        Assert.DoesNotContain("  front:", files["compose.yml"], StringComparison.Ordinal);
        Assert.DoesNotContain("NET_ADMIN", files["compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_suite_has_a_shared_Postfix_and_no_front()
    {
        var files = Render(Suite.Standard);

        Assert.Contains("  receiver-shared:\n", files["compose.yml"], StringComparison.Ordinal);
        Assert.DoesNotContain("  front:", files["compose.yml"], StringComparison.Ordinal);
        Assert.DoesNotContain("front/front.json", files.Keys);
    }

    [Fact]
    public void The_complete_suite_has_a_front_in_the_network_of_the_shared_Postfix()
    {
        var files = Render(Suite.Complete);

        Assert.Contains("  front:\n", files["compose.yml"], StringComparison.Ordinal);
        Assert.Contains("network_mode: service:receiver-shared\n", files["compose.yml"], StringComparison.Ordinal);
        Assert.Empty(FrontSettingsParser.Parse(files["front/front.json"]).Faults);
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void The_six_of_the_study_are_a_container_each_whatever_else_there_is(string suite)
    {
        var compose = Render(Suite.Find(suite)!)["compose.yml"];

        Assert.All("abcdef", letter => Assert.Contains($"  receiver-{letter}:\n", compose, StringComparison.Ordinal));
        Assert.DoesNotContain("  receiver-g:\n", compose, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void The_shared_Postfix_has_each_address_that_it_serves_and_no_other(string suite)
    {
        var files = Render(Suite.Find(suite)!);
        var expected = Suite.Find(suite)!.Receivers.Where(receiver => !receiver.Name.IsOfStudy).Select(receiver => $"{LocalSite.Receiver(receiver.Name).V4}/16").ToList();
        var line = files["compose.yml"].Split('\n').SingleOrDefault(line => line.Contains("ADDRESSES: ", StringComparison.Ordinal));

        Assert.Equal(expected, line?.Split('"')[1].Split(' ') ?? []);
    }

    [Fact]
    public void No_two_hosts_of_the_local_testbed_share_an_address()
    {
        var addresses = Catalogue.Receivers.Select(receiver => LocalSite.Receiver(receiver.Name))
            .Concat([LocalSite.Collector, LocalSite.Dns, LocalSite.SharedReceivers]).Concat(ZooSenders.All.Select(sender => sender.Addresses))
            .SelectMany(host => new[] { host.V4, host.V6 }).Concat([LocalSite.GatewayV4, LocalSite.GatewayV6]).ToList();

        Assert.Equal(addresses.Count, addresses.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Every_certificate_that_a_receiver_is_told_of_is_in_the_bundle(string suite)
    {
        var files = Render(Suite.Find(suite)!);
        var named = files.Where(file => file.Key.StartsWith("receivers/shared/", StringComparison.Ordinal))
            .SelectMany(file => file.Value.Split([' ', '=', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.StartsWith("/etc/postfix/certificates/", StringComparison.Ordinal)).Select(path => path["/etc/postfix/".Length..]).ToList();

        Assert.All(named, path => Assert.Contains(path, files.Keys));
        Assert.Equal(Suite.Find(suite)!.Receivers.Any(receiver => !receiver.Name.IsOfStudy && receiver.Tls != TlsOffer.None), named.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void The_collector_is_told_which_suite_it_serves(string suite) =>
        Assert.Equal(suite, CollectorSettingsParser.Parse(Render(Suite.Find(suite)!)["collector/collector.json"]).Settings!.Suite.Name);

    [Theory]
    [MemberData(nameof(Suites))]
    public void The_zone_has_the_mail_domains_of_the_suite_and_no_others(string suite)
    {
        var zone = Render(Suite.Find(suite)!)["dns/zones/audit.test.zone"];

        Assert.Equal(
            Suite.Find(suite)!.Receivers.Select(receiver =>
                $"{Site.Names.MailDomain(receiver.Scenario)}. MX {receiver.Preference} {MxRecords.TargetOf(Site.Names, receiver, LocalSite.Published(receiver))}.")
                // Mail to the operator.
                .Append($"{Site.Names.Site}. MX 10 {Site.Names.MailHost(new ReceiverName('a'))}.").Order(StringComparer.Ordinal),
            zone.Split('\n').Where(line => line.Contains(" MX ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    // DNS says of an address of the shared Postfix which of its receivers it is.
    [Fact]
    public void Every_address_leads_back_to_its_host()
    {
        var zone = Render(Suite.Complete)["dns/zones/78.10.in-addr.arpa.zone"];

        Assert.All(
            Catalogue.Receivers.Where(receiver => !receiver.IsIPv6Control),
            receiver => Assert.Contains($" PTR {Site.Names.MailHost(receiver)}.\n", zone, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Render(Suite suite) =>
        LocalBundle.Render(
            Site,
            new CollectorSettings { Names = Site.Names, Suite = suite },
            [.. CertificatePlan.For(Site.Names, [.. suite.Receivers]).Select(plan => new IssuedCertificate(plan, "chain", "key"))])
        .ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content.Span));
}
