using System.Net;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Infra.Tests.Site;

public sealed class DnsTests
{
    private const string RecordType = "digitalocean:index/dnsRecord:DnsRecord";

    [Theory]
    [InlineData("study", "compact", "true")]
    [InlineData("study", "spread", "false")]
    [InlineData("standard", "compact", "false")]
    [InlineData("standard", "spread", "true")]
    [InlineData("complete", "spread", "false")]
    public async Task Every_record_of_the_model_is_published_and_no_other(string suite, string layout, string reserved)
    {
        var run = await SiteRun.Of(("suite", suite), ("layout", layout), ("reservedAddresses", reserved));
        var published = new PublishedAddresses(receiver => [AddressOf(run.Placement, receiver)], [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8:1::1")]);
        var expected = SiteRecords.For(run.Settings.Names, [.. run.Placement.Suite.Receivers], published)
            .Append(SiteRecords.Authorizing(run.Settings.Names, "letsencrypt.org"))
            .Select(record => $"{record.Type} {record.NameIn(DomainName.Parse("example.com"))} {record.Value}{(record.Type is DnsRecordType.MX or DnsRecordType.CAA or DnsRecordType.CNAME ? "." : "")} {record.Preference}{record.Tag}");

        var actual = run.Mocks.OfType(RecordType).Select(record => record.Inputs).Select(inputs =>
            $"{inputs["type"]} {inputs["name"]} {inputs["value"]} {inputs.GetValueOrDefault("priority")}{inputs.GetValueOrDefault("tag")}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.All(run.Mocks.OfType(RecordType), record =>
        {
            Assert.Equal("example.com", record.Inputs["domain"]);
            Assert.Equal(300d, record.Inputs["ttl"]);
        });
    }

    [Fact]
    public async Task Addresses_are_written_in_their_canonical_form()
    {
        var run = await SiteRun.Of(("layout", "compact"), ("reservedAddresses", "true"));

        Assert.Equal("2001:db8:1::2", run.Named("dns-AAAA-mail-c").Inputs["value"]);
        Assert.Equal("192.0.2.1", run.Named("dns-A-mail-a").Inputs["value"]);
        Assert.Equal("198.51.100.1", run.Named("dns-A-mail-b").Inputs["value"]);
    }

    [Fact]
    public async Task Records_of_one_type_and_owner_are_resources_of_their_own()
    {
        var run = await SiteRun.Of(("suite", "complete"));

        Assert.Equal(("mail-first-plain.audit.example.com.", 10d), (run.Named("dns-MX-first-plain").Inputs["value"], run.Named("dns-MX-first-plain").Inputs["priority"]));
        Assert.Equal(("mail-first-plain-2.audit.example.com.", 20d), (run.Named("dns-MX-first-plain-2").Inputs["value"], run.Named("dns-MX-first-plain-2").Inputs["priority"]));
        Assert.NotEqual(run.Named("dns-TXT-_mta-sts.two-records").Inputs["value"], run.Named("dns-TXT-_mta-sts.two-records-2").Inputs["value"]);
        Assert.Equal("api.audit.example.com.", run.Named("dns-CNAME-mta-sts.policy-cname").Inputs["value"]);
    }

    [Fact]
    public async Task An_id_that_an_alias_leads_to_is_announced_no_sooner_than_others()
    {
        var run = await SiteRun.Of(("suite", "policy-host"));

        Assert.Equal(["answers-check"], run.Waits["dns-TXT-aliased_mta-sts.policy-cname"]);
        Assert.Equal(["answers-check"], run.Waits["dns-CNAME-_mta-sts.policy-cname"]);
        Assert.Empty(run.Waits["dns-CNAME-mta-sts.policy-cname"]);
    }

    [Fact]
    public async Task A_policy_id_is_announced_after_the_new_text_is_seen_served_and_never_beside_another()
    {
        var run = await SiteRun.Of();
        var ids = run.Mocks.OfType(RecordType).Select(record => record.Name!).Where(name => name.StartsWith("dns-TXT-_mta-sts.", StringComparison.Ordinal)).ToList();

        Assert.Equal(5, ids.Count);
        Assert.All(ids, id =>
        {
            Assert.Equal(["answers-check"], run.Waits[id]);
            Assert.True(((Pulumi.CustomResourceOptions)run.Options[id]).DeleteBeforeReplace);
        });
        Assert.Empty(run.Waits["dns-MX-a"]);
    }

    [Fact]
    public async Task Another_CA_is_ordered_from_after_its_CAA_record_is_there()
    {
        var run = await SiteRun.Of(("acmeDirectory", "https://ca.example/directory"), ("caaIssuer", "ca.example"));
        var record = Assert.Single(run.Mocks.OfType(RecordType), record => (string)record.Inputs["type"] == "CAA");

        Assert.Equal("ca.example.", record.Inputs["value"]);
        Assert.Empty(run.Waits[record.Name!]);
        Assert.All(run.Mocks.OfType(ProviderPackage.Certificate), certificate => Assert.Equal([record.Name!], run.Waits[certificate.Name!]));
    }

    [Fact]
    public async Task Another_domain_moves_every_record_and_keeps_the_resources()
    {
        var (before, after) = (await SiteRun.Of(), await SiteRun.Of(("domain", "example.net"), ("subdomain", "sts.lab")));

        Assert.Equal(before.Mocks.Registered.Select(resource => resource.Name).Order(), after.Mocks.Registered.Select(resource => resource.Name).Order());
        Assert.All(after.Mocks.OfType(RecordType), record => Assert.Equal("example.net", record.Inputs["domain"]));
        Assert.Equal("mail-a.sts.lab", after.Named("dns-A-mail-a").Inputs["name"]);
        Assert.Equal("mail-a.sts.lab.example.net.", after.Named("dns-MX-a").Inputs["value"]);
    }

    private static IPAddress AddressOf(SitePlacement placement, Receiver receiver)
    {
        var (host, placed) = (from one in placement.Hosts from at in one.Receivers where at.Receiver == receiver select (one, at)).Single();
        return placed.Address switch
        {
            AddressKind.ReservedIPv4 => IPAddress.Parse($"198.51.100.{host.Number}"),
            AddressKind.DropletIPv4 => IPAddress.Parse($"192.0.2.{host.Number}"),
            _ => IPAddress.Parse($"2001:db8:{host.Number}::{1 + placed.IPv6Number:x}"),
        };
    }
}
