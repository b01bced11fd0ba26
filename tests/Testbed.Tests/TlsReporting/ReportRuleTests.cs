using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Tests.Verdicts;
using MtaStsAudit.Testbed.TlsReporting;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Testbed.Tests.TlsReporting;

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

        Assert.Equal((ReportBearing.Agrees, letter, 4L), (note.Bearing, note.Receiver.ToString(), note.Sessions));
        Assert.Equal(1000, note.Evidence);
    }

    [Fact]
    public void A_failure_reported_where_mail_was_delivered_is_at_odds() =>
        Assert.Equal(ReportBearing.AtOdds, Assert.Single(NotesOn(Primed.Delivers(90, "abcdef"), Report("b", "starttls-not-supported"))).Bearing);

    [Fact]
    public void A_failure_reported_where_nothing_was_seen_leaves_the_audit_waiting()
    {
        var story = Primed.Delivers(90, "acf");
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

    private static IReadOnlyList<ReportNote> NotesOn(AuditStory story, string report) =>
        ReportRule.NotesOn(story.JudgedAt(100), Names, Catalogue.Study,
            [.. story.Records, new EvidenceRecord(1000, AuditStory.Start.AddDays(1), new TlsReportReceived(null, null, report))]);

    private static string Report(
        string letter, string resultType, string address = "192.0.2.77", string day = "2026-01-02", string? domain = null) =>
        $$"""
        {"organization-name": "Sender", "date-range": {"start-datetime": "{{day}}T00:00:00Z", "end-datetime": "{{day}}T23:59:59Z"},
         "policies": [{"policy": {"policy-type": "sts", "policy-domain": "{{domain ?? $"{letter}.audit.test"}}", "mx-host": ["mail-{{letter}}.audit.test"]},
           "summary": {"total-failure-session-count": 8},
           "failure-details": [
             {"result-type": "{{resultType}}", "sending-mta-ip": "{{address}}", "failed-session-count": 3},
             {"result-type": "{{resultType}}", "sending-mta-ip": "{{address}}", "failed-session-count": 1},
             {"result-type": "{{resultType}}", "failed-session-count": 4}]}]}
        """;
}
