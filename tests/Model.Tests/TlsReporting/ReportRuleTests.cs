using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.TlsReporting;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.TlsReporting;

public sealed class ReportRuleTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private static AuditStory Primed => new AuditStory().Delivers(0, "acef").Leaves(1, "bd");

    private static AuditStory Compliant => Primed.Delivers(90, "acef").Leaves(91, "bd");

    [Theory]
    [InlineData("b", "starttls-not-supported")]
    [InlineData("d", "certificate-not-trusted")]
    public void A_failure_reported_where_a_refusal_was_seen_agrees(string letter, string resultType)
    {
        var note = Assert.Single(NotesOn(Compliant, Report(letter, resultType)));

        Assert.Equal((ReportBearing.Agrees, letter, 8L), (note.Bearing, note.Receiver.ToString(), note.Sessions));
        Assert.Equal(1000, note.Evidence);
    }

    [Fact]
    public void A_failure_reported_where_mail_was_delivered_is_at_odds() =>
        Assert.Equal(ReportBearing.AtOdds, Assert.Single(NotesOn(Primed.Delivers(90, "abcdef"), Report("b", "starttls-not-supported"))).Bearing);

    [Fact]
    public void A_failure_reported_where_nothing_was_seen_leaves_the_audit_waiting()
    {
        var story = new AuditStory().Delivers(0, "abcdef").Delivers(90, "acf");
        var note = Assert.Single(NotesOn(story, Report("b", "starttls-not-supported")));

        Assert.Equal(ReportBearing.Adds, note.Bearing);
        Assert.Equal(OutboundFinding.Waiting, story.JudgedAt(100).Outbound);
    }

    [Theory]
    [InlineData("a", "certificate-not-trusted", "health")]
    [InlineData("b", "certificate-expired", "not the fault")]
    [InlineData("a", "sts-policy-fetch-error", "no policy to go by")]
    public void A_failure_that_is_not_meant_to_be_there_is_told_apart(string letter, string resultType, string words)
    {
        var note = Assert.Single(NotesOn(Compliant, Report(letter, resultType)));

        Assert.Equal(ReportBearing.Adds, note.Bearing);
        Assert.Contains(words, note.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-policy-found")]
    [InlineData("tlsa")]
    public void A_failure_under_no_policy_or_another_says_nothing_of_MTA_STS(string policyType)
    {
        var text = Report("b", "starttls-not-supported").Replace("\"sts\"", $"\"{policyType}\"", StringComparison.Ordinal);
        var note = Assert.Single(NotesOn(Primed.Delivers(90, "abcdef"), text));

        Assert.Equal(ReportBearing.Adds, note.Bearing);
        Assert.Contains(policyType, note.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_another_sender_time_or_domain_says_nothing()
    {
        Assert.Empty(NotesOn(Compliant, Report("b", "starttls-not-supported", address: "198.51.100.25")));
        Assert.Empty(NotesOn(Compliant, Report("b", "starttls-not-supported", day: "2026-01-03")));
        Assert.Empty(NotesOn(Compliant, Report("b", "starttls-not-supported", domain: "b.audit.example")));
        Assert.Empty(NotesOn(Compliant, Report("b", "starttls-not-supported", domain: "zz.audit.test")));
        Assert.Empty(NotesOn(Compliant, "no report at all"));
        Assert.Empty(NotesOn(new AuditStory(), Report("b", "starttls-not-supported")));
    }

    [Fact]
    public void A_report_without_a_domain_is_matched_by_its_MX_host()
    {
        var text = Report("b", "starttls-not-supported").Replace("\"policy-domain\"", "\"unknown\"", StringComparison.Ordinal);

        Assert.Equal("b", Assert.Single(NotesOn(Compliant, text)).Receiver.ToString());
    }

    [Fact]
    public void Counts_beyond_all_reason_do_not_overflow()
    {
        var text = Report("b", "starttls-not-supported").Replace("count\": 1}", $"count\": {long.MaxValue}}}", StringComparison.Ordinal);

        Assert.Equal(long.MaxValue, Assert.Single(NotesOn(Compliant, text)).Sessions);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("d")]
    public void A_validation_failure_fits_any_fault(string letter)
    {
        Assert.Equal(ReportBearing.Agrees, Assert.Single(NotesOn(Compliant, Report(letter, "validation-failure"))).Bearing);
        Assert.Equal(ReportBearing.AtOdds, Assert.Single(NotesOn(Primed.Delivers(90, "abcdef"), Report(letter, "validation-failure"))).Bearing);
    }

    [Theory]
    [InlineData("sender.example", ReportBearing.Agrees)]
    [InlineData("tls.sender.example", ReportBearing.Agrees)]
    [InlineData("Sender", null)]
    [InlineData("other.example", null)]
    [InlineData("example", null)]
    public void A_statement_without_an_address_is_the_sender_s_when_the_reporter_is(string organization, ReportBearing? expected)
    {
        var text = Report("b", "validation-failure", address: "", organization: organization);

        Assert.Equal(expected, NotesOn(Compliant, text).SingleOrDefault()?.Bearing);
    }

    [Fact]
    public void A_statement_without_an_address_is_the_sender_s_when_the_report_names_a_client_of_it_elsewhere()
    {
        var text = Report("b", "validation-failure").Replace("\"failed-session-count\": 4", "\"sending-mta-ip\": \"\", \"failed-session-count\": 4", StringComparison.Ordinal);

        Assert.Equal((ReportBearing.Agrees, 8L), Only(NotesOn(Compliant, text)));
    }

    [Theory]
    [InlineData("192.0.2.77", "Sender", ReportBearing.Adds)]
    [InlineData("192.0.2.77", "other.example", ReportBearing.Adds)]
    [InlineData("192.0.2.77", "sender.example", ReportBearing.Agrees)]
    [InlineData("192.0.2.25", "other.example", ReportBearing.Agrees)]
    public void A_neighbour_s_address_is_the_sender_s_only_when_the_reporter_is(string address, string organization, ReportBearing expected)
    {
        var text = Report("b", "starttls-not-supported", address, organization: organization, alsoWithout: false);

        Assert.Equal(expected, Assert.Single(NotesOn(Compliant, text)).Bearing);
    }

    [Theory]
    [InlineData("2001:db8:1:2::99", ReportBearing.Agrees)]
    [InlineData("2001:db8:1:3::25", ReportBearing.Adds)]
    [InlineData("2001:db8:2:2::25", null)]
    public void Of_IPv6_the_first_64_bits_are_the_host_s(string address, ReportBearing? expected)
    {
        var story = new AuditStory().From("2001:db8:1:2::25", "mx1.sender.example").Delivers(0, "acef").Leaves(1, "bd").Delivers(90, "acef").Leaves(91, "bd");

        Assert.Equal(expected, NotesOn(story, Report("b", "starttls-not-supported", address, alsoWithout: false)).SingleOrDefault()?.Bearing);
    }

    [Fact]
    public void A_report_of_somebody_who_mailed_the_token_too_says_nothing_about_the_audited_sender()
    {
        var story = Compliant.From("198.51.100.9", "mx.other.example").Delivers(92, "a");

        Assert.Empty(NotesOn(story, Report("b", "starttls-not-supported", address: "198.51.100.9", organization: "other.example")));
    }

    [Fact]
    public void One_report_that_came_twice_counts_once_and_others_under_its_id_count_too()
    {
        var first = Report("b", "starttls-not-supported");

        Assert.Single(NotesOn(Compliant, first, first));
        Assert.Equal(["b", "d"], NotesOn(Compliant, first, Report("d", "certificate-not-trusted")).Select(note => note.Receiver.ToString()));
        Assert.Equal(2, NotesOn(Compliant, first, first.Replace("23:59:59", "23:59:00", StringComparison.Ordinal)).Count);
    }

    [Theory]
    [InlineData(null, ReportBearing.Adds)]
    [InlineData(SignatureResult.NotChecked, ReportBearing.Adds)]
    [InlineData(SignatureResult.Valid, ReportBearing.Agrees)]
    [InlineData(SignatureResult.Invalid, null)]
    [InlineData(SignatureResult.Unsigned, null)]
    public void A_report_by_mail_counts_with_a_valid_signature_only(SignatureResult? signature, ReportBearing? expected)
    {
        var mailed = Stored(1000, Report("b", "starttls-not-supported"), new ReportEnvelope(ByMail: true, null));
        EvidenceRecord[] records = signature is { } result
            ? [mailed, new(1001, mailed.At, new ReportSignatureChecked(1000, new(SignatureResult.NotChecked, null, ""))), new(1002, mailed.At, new ReportSignatureChecked(1000, new(result, "sender.example", "")))]
            : [mailed];

        Assert.Equal(expected, NotesOn(Compliant, records).SingleOrDefault()?.Bearing);
    }

    [Fact]
    public void The_signature_says_who_reports_whatever_the_report_says()
    {
        var mailed = Stored(1000, Report("b", "starttls-not-supported", "192.0.2.77", organization: "sender.example"), new ReportEnvelope(ByMail: true, null));

        Assert.Equal(ReportBearing.Adds, Assert.Single(NotesOn(Compliant, [mailed, SignedBy("other.example")])).Bearing);
        Assert.All(NotesOn(Compliant, [mailed, SignedBy("sender.example")]), note => Assert.Equal(ReportBearing.Agrees, note.Bearing));

        static EvidenceRecord SignedBy(string domain) =>
            new(1001, AuditStory.Start.AddDays(1), new ReportSignatureChecked(1000, new(SignatureResult.Valid, domain, "")));
    }

    private static (ReportBearing, long) Only(IReadOnlyList<ReportNote> notes) => Assert.Single(notes) is var note ? (note.Bearing, note.Sessions) : default;

    private static IReadOnlyList<ReportNote> NotesOn(AuditStory story, params string[] reports) =>
        NotesOn(story, [.. reports.Select((text, index) => Stored(1000 + index, text, null))]);

    private static IReadOnlyList<ReportNote> NotesOn(AuditStory story, IReadOnlyList<EvidenceRecord> reports)
    {
        var report = story.JudgedAt(100);
        return ReportRule.NotesOn(
            report, new(report.ClientsOfSender()), Names, Catalogue.Study, [.. story.Records, .. reports]);
    }

    private static EvidenceRecord Stored(long id, string report, ReportEnvelope? envelope) =>
        new(id, AuditStory.Start.AddDays(1), new TlsReportReceived(null, null, report, envelope));

    private static string Report(
        string letter, string resultType, string address = "192.0.2.25", string day = "2026-01-02", string? domain = null,
        string organization = "Sender", bool alsoWithout = true) =>
        $$"""
        {"organization-name": "{{organization}}", "report-id": "1", "date-range": {"start-datetime": "{{day}}T00:00:00Z", "end-datetime": "{{day}}T23:59:59Z"},
         "policies": [{"policy": {"policy-type": "sts", "policy-domain": "{{domain ?? $"{letter}.audit.test"}}", "mx-host": ["mail-{{letter}}.audit.test"]},
           "summary": {"total-failure-session-count": 8},
           "failure-details": [
             {"result-type": "{{resultType}}", "sending-mta-ip": "{{address}}", "failed-session-count": 3},
             {"result-type": "{{resultType}}", "sending-mta-ip": "{{address}}", "failed-session-count": 1},
             {"result-type": "{{resultType}}", "failed-session-count": {{(alsoWithout ? 4 : 0)}} }]}]}
        """;
}
