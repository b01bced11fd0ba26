using System.Net;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Dns;

public sealed class StsRecordsTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    private static readonly IReadOnlyList<DnsRecord> Records = SiteRecords.For(
        Names,
        Catalogue.Receivers,
        new PublishedAddresses(_ => [IPAddress.Parse("192.0.2.1")], [IPAddress.Parse("192.0.2.80"), IPAddress.Parse("2001:db8::80")]));

    [Theory]
    [InlineData("a", "v=STSv1; id=ID;")]
    [InlineData("records-beside", "v=STSv1; id=ID;|v=spf1 -all|an-unrelated-verification=1")]
    [InlineData("two-strings", "v=STSv1; id=ID;")]
    [InlineData("extension-fields", "v=STSv1; id=ID; x-ext=1; y.2=a-b;")]
    [InlineData("id-missing", "v=STSv1;")]
    [InlineData("version-not-first", "id=ID; v=STSv1;")]
    [InlineData("version-stsv10", "v=STSv10; id=ID;")]
    [InlineData("f", "")]
    [InlineData("g", "")]
    public void A_scenario_s_records_are_those_that_its_row_says(string name, string texts) => Assert.Equal(
        texts.Replace("ID", PublishedPolicy.IdOf(Names, Scenario(name))?.Value, StringComparison.Ordinal).Split('|', StringSplitOptions.RemoveEmptyEntries),
        Texts(name));

    [Fact]
    public void Two_records_are_two_valid_ones()
    {
        Assert.Equal(2, Texts("two-records").Distinct().Count());
        Assert.All(Texts("two-records"), text => Assert.True(StsRecord.Parse(text).IsValid));
    }

    [Fact]
    public void Hyphens_are_all_that_is_wrong_with_an_id()
    {
        var text = Assert.Single(Texts("id-hyphens"));

        Assert.False(StsRecord.Parse(text).IsValid);
        Assert.True(StsRecord.Parse(text.Replace("-", "", StringComparison.Ordinal)).IsValid);
    }

    [Fact]
    public void A_record_in_two_strings_is_the_record_when_they_are_joined()
    {
        var zone = ZoneFile.Print("audit.example.com", "ns.example.com", Records, 60);
        var line = zone.Split('\n').Single(line => line.StartsWith("_mta-sts.two-strings.audit.example.com. TXT ", StringComparison.Ordinal));
        var strings = line[line.IndexOf('"', StringComparison.Ordinal)..].Trim('"').Split("\" \"");

        Assert.Equal(2, strings.Length);
        Assert.All(strings, part => Assert.InRange(part.Length, 5, 255));
        Assert.Equal(PublishedPolicy.IdOf(Names, Scenario("two-strings")), StsRecord.Parse(string.Concat(strings)).Value?.Id);
    }

    [Fact]
    public void An_aliased_record_is_an_alias_alone_that_leads_to_the_record()
    {
        var at = Records.Where(record => record.Owner == "_mta-sts.policy-cname.audit.example.com").ToList();
        var alias = Assert.Single(at);

        // RFC 1034 §3.6.2: beside an alias there is nothing.
        Assert.Equal(DnsRecordType.CNAME, alias.Type);
        var target = Assert.Single(Records, record => record.Owner == alias.Value);
        Assert.Equal(DnsRecordType.TXT, target.Type);
        Assert.True(StsRecord.Select([target.Value]).IsValid);
        Assert.EndsWith(".audit.example.com", alias.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aliased_policy_host_is_an_alias_of_the_API_s_host_and_has_no_address()
    {
        var alias = Assert.Single(Records, record => record.Owner == "mta-sts.policy-cname.audit.example.com");

        Assert.Equal((DnsRecordType.CNAME, "api.audit.example.com"), (alias.Type, alias.Value));
        Assert.Contains("mta-sts.policy-cname.audit.example.com. CNAME api.audit.example.com.\n", ZoneFile.Print("audit.example.com", "ns.example.com", Records, 60), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_host_with_IPv6_only_has_no_A_record() => Assert.Equal(
        [new DnsRecord("mta-sts.policy-ipv6.audit.example.com", DnsRecordType.AAAA, "2001:db8::80")],
        Records.Where(record => record.Owner == "mta-sts.policy-ipv6.audit.example.com"));

    [Fact]
    public void Every_other_policy_host_has_both_families() =>
        Assert.All(
            Catalogue.Scenarios.Where(scenario => scenario.Sts is { Host: not (PolicyHostKind.IPv6Only or PolicyHostKind.ByCname) }),
            scenario => Assert.Equal(
                [DnsRecordType.A, DnsRecordType.AAAA],
                Records.Where(record => record.Owner == Names.PolicyHost(scenario.Name).Value).Select(record => record.Type)));

    [Fact]
    public void A_scenario_s_MX_records_have_its_receivers_preferences()
    {
        foreach (var scenario in Catalogue.Scenarios.Where(scenario => scenario.Receivers.All(receiver => receiver.MxRecord == MxRecordKind.HostName)))
        {
            Assert.Equal(
                scenario.Receivers.Select(receiver => ((int?)receiver.Preference, Names.MailHost(receiver).Value)),
                Records.Where(record => record.Type == DnsRecordType.MX && record.Owner == Names.MailDomain(scenario.Name).Value).Select(record => (record.Preference, record.Value)));
        }

        Assert.Contains("first-plain.audit.example.com. MX 20 mail-first-plain-2.audit.example.com.\n", ZoneFile.Print("audit.example.com", "ns.example.com", Records, 60), StringComparison.Ordinal);
    }

    // What an MX record names (RFC 5321 §5.1), and the null MX (RFC 7505 §3).
    [Theory]
    [InlineData("mx-alias", "mx-alias.audit.example.com. MX 10 alias-mx-alias.audit.example.com.", "alias-mx-alias.audit.example.com. CNAME mail-mx-alias.audit.example.com.")]
    [InlineData("mx-address", "mx-address.audit.example.com. MX 10 192.0.2.1.", null)]
    [InlineData("mx-null", "mx-null.audit.example.com. MX 10 .", "mx-null.audit.example.com. A 192.0.2.1")]
    [InlineData("subdomain", "subdomain.records-beside.audit.example.com. MX 10 mail-subdomain.audit.example.com.", null)]
    public void An_unusual_MX_record_is_in_the_zone_as_its_kind_says(string name, string record, string? beside)
    {
        var owner = Names.MailDomain(new(name)).Value;
        var zone = ZoneFile.Print("audit.example.com", "ns.example.com", SiteRecords.For(Names, Catalogue.Receivers, new(_ => [IPAddress.Parse("192.0.2.1")], [])), 60).Split('\n');

        Assert.Equal([record], zone.Where(line => line.StartsWith($"{owner}. MX ", StringComparison.Ordinal)));
        Assert.True(beside is null || zone.Contains(beside), beside);
        Assert.DoesNotContain(zone, line => line.StartsWith($"_mta-sts.{owner}.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_MX_host_has_an_address_and_every_scenario_asks_for_reports()
    {
        Assert.All(Catalogue.Receivers, receiver => Assert.Single(Records, record => record.Owner == Names.MailHost(receiver).Value));
        Assert.Equal(Catalogue.Scenarios.Count, Records.Count(record => record.Owner.StartsWith("_smtp._tls.", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_record_stands_twice_and_nothing_stands_beside_an_alias()
    {
        Assert.Equal(Records.Count, Records.Distinct().Count());
        Assert.All(Records.Where(record => record.Type == DnsRecordType.CNAME), alias => Assert.Single(Records, record => record.Owner == alias.Owner));
    }

    [Fact]
    public void The_host_that_a_policy_lists_in_the_MX_host_s_place_is_not_there() =>
        Assert.DoesNotContain(Records, record => record.Owner.StartsWith("listed-", StringComparison.Ordinal));

    private static Scenario Scenario(string name) => Catalogue.FindScenario(new(name))!;

    private static IEnumerable<string> Texts(string name) => StsRecords.Of(Names, Scenario(name)).Where(record => record.Type == DnsRecordType.TXT).Select(record => record.Value);
}
