using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

public sealed class NextStepsTests
{
    [Fact]
    public void Every_finding_has_a_next_step_whatever_the_outcomes()
    {
        foreach (var finding in Enum.GetValues<OutboundFinding>())
        {
            foreach (var kind in Enum.GetValues<OutcomeKind>())
            {
                var steps = NextSteps.For(Report(finding, kind));
                Assert.NotEmpty(steps);
                Assert.All(steps, step => Assert.False(string.IsNullOrWhiteSpace(step) || step.Contains("  ", StringComparison.Ordinal), step));
            }
        }
    }

    [Fact]
    public void Each_finding_has_a_next_step_of_its_own_in_short() => Assert.Equal(
        Enum.GetValues<OutboundFinding>().Length,
        Enum.GetValues<OutboundFinding>().Select(finding => NextSteps.InShort(Report(finding, OutcomeKind.Waiting))).Distinct().Count());

    [Fact]
    public void A_sender_that_lets_through_what_a_policy_forbids_is_told_how_mail_servers_are_made_to_enforce()
    {
        var story = new AuditStory().Delivers(0, "abcdef").Delivers(70, "abcdef");
        var report = AuditJudge.Judge(QuestionOf(story));
        var steps = string.Join('\n', NextSteps.For(report));

        Assert.Equal(OutboundFinding.DoesNotEnforce, report.Outbound);
        Assert.Contains("smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix", steps, StringComparison.Ordinal);
        Assert.Contains("socketmap:inet:127.0.0.1:8642:QUERY", steps, StringComparison.Ordinal);
        Assert.Contains("Exim has no MTA-STS built in", steps, StringComparison.Ordinal);
        Assert.Contains("Exchange Online enforces policies by default", steps, StringComparison.Ordinal);
        Assert.Contains("b: it has to keep mail when STARTTLS is not offered", steps, StringComparison.Ordinal);
        Assert.Contains("d: it has to check the certificate", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_for_the_provider_is_there_for_those_findings_only_that_a_provider_has_to_mend()
    {
        foreach (var finding in Enum.GetValues<OutboundFinding>())
        {
            var letter = ProviderLetter.For(Report(finding, OutcomeKind.DeliveredInClear), "https://api.audit.test/audits/1");
            Assert.Equal(finding is OutboundFinding.DoesNotEnforce or OutboundFinding.Incomplete, letter is not null);
            Assert.True(letter?.Contains("https://api.audit.test/audits/1", StringComparison.Ordinal) ?? true);
        }
    }

    [Fact]
    public void A_provider_that_knows_no_testbed_is_told_what_was_delivered_and_of_no_other_sender()
    {
        var story = new AuditStory().Delivers(0, "abcdef").Delivers(70, "abcdef").From("203.0.113.77", "laptop.elsewhere.example").Delivers(71, "a");
        var report = AuditJudge.Judge(QuestionOf(story));
        var letter = ProviderLetter.For(report, null);

        Assert.Contains("elsewhere.example", report.Reason, StringComparison.Ordinal);
        Assert.Contains("- at b (STARTTLS stripped, as an attacker in the middle would do): in clear text\n- at d (right name, untrusted issuer", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere.example", letter, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_refused_before_it_delivered_is_not_told_that_nothing_at_it_knows_of_policies()
    {
        var report = AuditJudge.Judge(QuestionOf(new AuditStory().Delivers(0, "acef").Leaves(1, "bd").Delivers(80, "bd")));
        var steps = string.Join('\n', NextSteps.For(report));

        Assert.Equal(OutboundFinding.DoesNotEnforce, report.Outbound);
        Assert.Contains("after a first refusal", report.Reason, StringComparison.Ordinal);
        Assert.Contains("It refused at first and delivered later", steps, StringComparison.Ordinal);
        Assert.DoesNotContain("most likely nothing at it knows", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_at_one_receiver_alone_leads_to_the_joining_of_UUIDs()
    {
        var report = AuditJudge.Judge(QuestionOf(new AuditStory().Delivers(0, "a")));

        Assert.Contains(NextSteps.For(report), step => step.Contains("/audits/UUID+UUID", StringComparison.Ordinal));
        Assert.Contains(NextSteps.For(report), step => step.Contains("550", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_says_when_its_evidence_came()
    {
        var report = AuditJudge.Judge(QuestionOf(new AuditStory().Delivers(5, "a").Leaves(30, "b")));

        Assert.Equal(AuditStory.Start.AddSeconds(5), report.FirstEvidence);
        Assert.Equal(AuditStory.Start.AddSeconds(30), report.LastEvidence);
    }

    private static AuditReport Report(OutboundFinding finding, OutcomeKind kind) => new(
        new AuditStory().Token, AuditPhase.Judged, null,
        [.. Catalogue.Study.Select(receiver => new ReceiverOutcome(receiver.Name, receiver.Expected, kind, null, null, []))],
        finding, InboundFinding.NotChecked, AuditJudge.LabelOf(finding, InboundFinding.NotChecked), "A reason.", [], 0, []);

    private static AuditQuestion QuestionOf(AuditStory story) => new(
        story.Token, story.Records, Catalogue.Study, AuditRules.Default, AuditStory.Start.AddSeconds(100));
}
