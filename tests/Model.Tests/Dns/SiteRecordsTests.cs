using System.Net;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Tests.Dns;

public sealed class SiteRecordsTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    private static readonly IReadOnlyList<DnsRecord> Records = SiteRecords.For(
        Names,
        Catalogue.Study,
        new PublishedAddresses(
            receiver => [IPAddress.Parse($"192.0.2.{receiver.Name.NumberInStudy}")],
            [IPAddress.Parse("192.0.2.80"), IPAddress.Parse("2001:DB8::80")]));

    [Fact]
    public void Every_receiver_has_one_MX_whose_host_has_its_address()
    {
        foreach (var receiver in Catalogue.Study)
        {
            var mx = Assert.Single(Records, record => record.Type == DnsRecordType.MX && record.Owner == $"{receiver.Name}.audit.example.com");
            Assert.Equal($"mail-{receiver.Name}.audit.example.com", mx.Value);
            Assert.Single(Records, record => record.Type == DnsRecordType.A && record.Owner == mx.Value);
        }
    }

    [Fact]
    public void Mail_to_the_operator_of_the_testbed_goes_to_the_receiver_that_takes_reports() =>
        Assert.Equal("mail-a.audit.example.com", Assert.Single(Records, record => record.Type == DnsRecordType.MX && record.Owner == "audit.example.com").Value);

    [Fact]
    public void A_policy_is_announced_exactly_where_there_is_one()
    {
        var announced = Records.Where(record => record.Owner.StartsWith("_mta-sts.", StringComparison.Ordinal)).Select(record => record.Owner[9..10]);

        Assert.Equal(["a", "b", "c", "d", "e"], announced);
        Assert.DoesNotContain(Records, record => record.Owner == "mta-sts.f.audit.example.com");
    }

    [Fact]
    public void Policy_hosts_and_the_API_have_the_collector_s_addresses_in_both_families()
    {
        foreach (var owner in new[] { "mta-sts.b.audit.example.com", "api.audit.example.com" })
        {
            Assert.Contains(new DnsRecord(owner, DnsRecordType.A, "192.0.2.80"), Records);
            Assert.Contains(new DnsRecord(owner, DnsRecordType.AAAA, "2001:db8::80"), Records);
        }
    }

    [Fact]
    public void Reports_are_asked_for_at_every_receiver() =>
        Assert.Equal(6, Records.Count(record => record.Owner.StartsWith("_smtp._tls.", StringComparison.Ordinal)));

    [Fact]
    public void One_CA_alone_may_issue() => Assert.Equal(
        new DnsRecord("audit.example.com", DnsRecordType.CAA, "letsencrypt.org", Tag: "issue"), SiteRecords.Authorizing(Names, "letsencrypt.org"));

    [Theory]
    [InlineData("example.com", "mail-a.audit")]
    [InlineData("audit.example.com", "mail-a")]
    [InlineData("mail-a.audit.example.com", "@")]
    public void An_owner_is_named_relative_to_its_zone(string zone, string expected) =>
        Assert.Equal(expected, new DnsRecord("mail-a.audit.example.com", DnsRecordType.A, "192.0.2.1").NameIn(DomainName.Parse(zone)));

    [Fact]
    public void A_zone_file_quotes_texts_and_ends_host_names_with_a_dot()
    {
        var zone = ZoneFile.Print("audit.example.com", "ns.audit.example.com", Records, 60);

        Assert.Contains("a.audit.example.com. MX 10 mail-a.audit.example.com.\n", zone, StringComparison.Ordinal);
        Assert.Contains("_smtp._tls.f.audit.example.com. TXT \"v=TLSRPTv1; rua=https://api.audit.example.com/tlsrpt,mailto:tlsrpt@a.audit.example.com\"\n", zone, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_split_into_strings_of_at_most_255_octets()
    {
        var zone = ZoneFile.Print("example.com", "ns.example.com", [new("x.example.com", DnsRecordType.TXT, new string('t', 300))], 60);

        Assert.Contains($"\"{new string('t', 255)}\" \"{new string('t', 45)}\"", zone, StringComparison.Ordinal);
    }
}
