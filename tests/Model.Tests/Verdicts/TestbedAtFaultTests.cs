using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

/// <summary>A sender is not blamed, nor praised, for what a faulty testbed led it to. Seconds are counted from the prime round.</summary>
public sealed class TestbedAtFaultTests
{
    private static readonly string[] Everything = ["a", "b", "c", "d", "e", "f"];

    private static AuditStory Lenient => new AuditStory().Delivers(0, "abcdef").Delivers(100, "abcdef");

    private static AuditStory Compliant => new AuditStory().Delivers(0, "acef").Leaves(1, "bd").Delivers(100, "acef").Leaves(101, "bd");

    [Fact]
    public void As_long_as_all_was_as_designed_a_look_changes_nothing()
    {
        Assert.Equal(SupportLabel.NoSupport, Lenient.Checks(-60, null).Checks(110, 50).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.FullSupport, Compliant.Checks(-60, null).Checks(110, 50).JudgedAt(120).Label);
    }

    [Fact]
    public void A_sender_that_could_not_fetch_the_policy_is_not_blamed_for_delivering()
    {
        var report = Lenient.Checks(-60, null).Checks(110, -60, faults: Fault('b', TestbedPart.Policy)).JudgedAt(120);

        Assert.Equal(SupportLabel.Inconclusive, report.Label);
        Assert.Contains("What happened at b says nothing of the sender", report.Reason, StringComparison.Ordinal);
        Assert.Contains("b is broken.", report.Reason, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.TestbedAtFault, At(report, 'b').Kind);
        Assert.Equal(OutcomeKind.DeliveredOverTls, At(report, 'd').Kind);
        var look = Assert.Single(report.Evidence, record => record.What is TestbedChecked { Faults.Count: 1 });
        Assert.Contains(look.Id, At(report, 'b').Evidence);
    }

    [Fact]
    public void A_sender_that_refused_although_a_policy_host_was_broken_did_so_of_its_own_accord() =>
        Assert.Equal(SupportLabel.FullSupport, Compliant.Checks(-60, null).Checks(110, -60, faults: Fault('b', TestbedPart.Policy)).JudgedAt(120).Label);

    [Theory]
    [InlineData('a')]
    [InlineData('b')]
    [InlineData('d')]
    [InlineData('f')]
    public void Neither_praise_nor_blame_rests_on_a_mail_host_that_answered_otherwise_than_designed(char letter)
    {
        Assert.Equal(SupportLabel.Inconclusive, Compliant.Checks(-60, null).Checks(110, -60, faults: Fault(letter, TestbedPart.MailHost)).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.Inconclusive, Lenient.Checks(-60, null).Checks(110, -60, faults: Fault(letter, TestbedPart.MailHost)).JudgedAt(120).Label);
    }

    [Theory]
    [InlineData('c')]
    [InlineData('e')]
    public void A_fault_at_a_receiver_that_decides_nothing_spoils_nothing(char letter) =>
        Assert.Equal(SupportLabel.FullSupport, Compliant.Checks(-60, null).Checks(110, -60, faults: Fault(letter, TestbedPart.MailHost)).JudgedAt(120).Label);

    [Fact]
    public void Nobody_is_blamed_at_a_receiver_that_the_testbed_could_not_look_at()
    {
        Assert.Equal(SupportLabel.Inconclusive, Lenient.Checks(-60, null).Checks(110, -60, faults: Fault('b', TestbedPart.Reach)).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.Inconclusive, Lenient.Checks(-60, null, faults: Fault('b', TestbedPart.Reach)).Checks(110, 90).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.NoSupport, Lenient.Checks(-60, null, faults: Fault('b', TestbedPart.Reach)).Checks(99, 90).JudgedAt(120).Label);
    }

    [Fact]
    public void Whoever_refuses_came_to_a_receiver_though_the_testbed_could_not() =>
        Assert.Equal(SupportLabel.FullSupport, Compliant.Checks(-60, null).Checks(110, -60, faults: [.. "bdf".Select(letter => Fault(letter, TestbedPart.Reach))]).JudgedAt(120).Label);

    [Theory]
    [InlineData(-4000, -3900, SupportLabel.NoSupport)]
    [InlineData(-50, -20, SupportLabel.Inconclusive)]
    [InlineData(10, 20, SupportLabel.Inconclusive)]
    [InlineData(70, 130, SupportLabel.NoSupport)]
    [InlineData(290, 295, SupportLabel.Inconclusive)]
    [InlineData(400, 500, SupportLabel.NoSupport)]
    public void Only_a_fault_at_a_time_when_the_sender_may_have_asked_counts(int after, int gone, SupportLabel expected) =>
        Assert.Equal(expected, new AuditStory().Delivers(0, "abcdef").Delivers(300, "abcdef")
            .Checks(-5000, null).Checks(after + 1, after, faults: Fault('b', TestbedPart.Policy)).Checks(gone, gone - 1).JudgedAt(600).Label);

    [Theory]
    [InlineData(6 * 24, SupportLabel.Inconclusive)]
    [InlineData(8 * 24, SupportLabel.NoSupport)]
    public void A_policy_that_should_not_have_been_served_is_kept_for_its_max_age(int hoursAgo, SupportLabel expected)
    {
        var ago = -hoursAgo * 3600;
        var story = new AuditStory().Delivers(ago - 400_000, "b", token: AuditToken.New()).Delivers(0, "abcdef").Delivers(100, "abcdef")
            .Checks(ago - 500_000, null).Checks(ago - 1, ago - 2, faults: Fault('b', TestbedPart.Policy) with { KeptFor = TimeSpan.FromDays(7) }).Checks(ago, ago - 1);

        Assert.Equal(expected, story.JudgedAt(120).Label);
    }

    [Fact]
    public void Who_had_never_come_before_a_wrong_policy_was_gone_does_not_keep_it()
    {
        var story = Lenient.Checks(-500_000, null).Checks(-4000, -4001, faults: Fault('b', TestbedPart.Policy) with { KeptFor = TimeSpan.FromDays(7) }).Checks(-3900, -3901);

        Assert.Equal(SupportLabel.NoSupport, story.JudgedAt(120).Label);
    }

    [Fact]
    public void A_policy_where_none_should_be_makes_no_strict_sender()
    {
        AuditStory Refusing() => new AuditStory().Delivers(0, "ace").Leaves(1, "bdf").Delivers(100, "ace").Leaves(101, "bdf");

        Assert.Equal(SupportLabel.StrictTls, Refusing().Checks(-60, null).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.Inconclusive, Refusing().Checks(-60, null)
            .Checks(50, -60, faults: Fault('f', TestbedPart.Policy) with { KeptFor = TimeSpan.FromDays(365) }).Checks(60, 55).JudgedAt(120).Label);
    }

    [Fact]
    public void A_failed_fetch_for_another_audit_of_the_same_sender_is_remembered_for_an_hour()
    {
        AuditStory Story(int earlier) => new AuditStory().Delivers(earlier, "b", token: AuditToken.New()).Delivers(0, "abcdef").Delivers(100, "abcdef")
            .Checks(earlier - 5000, null).Checks(earlier + 1, earlier - 1, faults: Fault('b', TestbedPart.Policy)).Checks(earlier + 5, earlier + 4);

        Assert.Equal(SupportLabel.Inconclusive, Story(-3000).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.NoSupport, Story(-4000).JudgedAt(120).Label);
    }

    [Fact]
    public void Mail_after_the_fault_is_gone_decides_again()
    {
        var story = Lenient.Checks(-60, null).Checks(110, -60, faults: Fault('b', TestbedPart.Policy)).Checks(200, 199).Delivers(200 + 3700, "abcdef");

        Assert.Equal(SupportLabel.NoSupport, story.JudgedAt(4000).Label);
    }

    [Fact]
    public void While_the_collector_was_away_no_policy_could_be_fetched()
    {
        Assert.Equal(SupportLabel.Inconclusive, Lenient.Checks(-60, null).Checks(99, 80, wasAway: true).JudgedAt(120).Label);
        Assert.Equal(SupportLabel.FullSupport, Compliant.Checks(-60, null).Checks(99, 80, wasAway: true).JudgedAt(120).Label);
    }

    [Fact]
    public void Blame_waits_for_a_look_and_praise_does_not()
    {
        var report = Lenient.Checks(-60, null).JudgedAfterCheck(50, 120);

        Assert.Equal(SupportLabel.Waiting, report.Label);
        Assert.Contains("Mail came to b and d. The testbed checks itself", report.Reason, StringComparison.Ordinal);
        Assert.Equal(SupportLabel.NoSupport, Lenient.Checks(-60, null).JudgedAfterCheck(105, 120).Label);
        Assert.Equal(SupportLabel.FullSupport, Compliant.Checks(-60, null).JudgedAfterCheck(50, 120).Label);
    }

    [Fact]
    public void A_testbed_that_has_not_looked_at_itself_yet_blames_nobody()
    {
        Assert.Equal(SupportLabel.Waiting, Lenient.JudgedAfterCheck(null, 120).Label);
        Assert.Equal(SupportLabel.FullSupport, Compliant.JudgedAfterCheck(null, 120).Label);
    }

    [Fact]
    public void When_nobody_looks_until_the_retry_window_is_over_blame_is_given_up_and_a_late_look_brings_it_back()
    {
        var report = Lenient.Checks(-60, null).JudgedAfterCheck(50, 100 + 7201);

        Assert.Equal(SupportLabel.Inconclusive, report.Label);
        Assert.Contains("has not checked itself since then", report.Reason, StringComparison.Ordinal);
        Assert.Equal(SupportLabel.NoSupport, Lenient.Checks(-60, null).JudgedAfterCheck(9000, 9001).Label);
    }

    [Fact]
    public void Where_nobody_looks_any_more_nothing_is_waited_for_and_what_was_found_before_still_counts()
    {
        Assert.Equal(SupportLabel.NoSupport, Lenient.JudgedWithoutSelfChecks(null, 120).Label);
        Assert.Equal(SupportLabel.NoSupport, Lenient.Checks(-5000, null, faults: Fault('b', TestbedPart.Policy)).JudgedWithoutSelfChecks(-4900, 120).Label);
        Assert.Equal(SupportLabel.Inconclusive, Lenient.Checks(-60, null).Checks(98, 60, faults: Fault('b', TestbedPart.Policy)).JudgedWithoutSelfChecks(101, 120).Label);
    }

    [Fact]
    public void Mail_that_comes_after_a_look_takes_no_blame_back() =>
        Assert.Equal(SupportLabel.NoSupport, Lenient.Delivers(200, "bd").Checks(-60, null).JudgedAfterCheck(105, 220).Label);

    [Fact]
    public void Every_receiver_has_an_outcome_in_words()
    {
        var report = Lenient.Checks(-60, null).Checks(110, -60, faults: [.. Everything.Select(letter => Fault(letter[0], TestbedPart.MailHost))]).JudgedAt(120);

        Assert.All(report.Outcomes, outcome => Assert.Equal("testbed at fault", Wording.Of(outcome)));
    }

    private static TestbedFault Fault(char letter, TestbedPart part) => new(new ReceiverName(letter), part, $"{letter} is broken.");

    private static ReceiverOutcome At(AuditReport report, char letter) => report.Outcomes.Single(outcome => outcome.Receiver == new ReceiverName(letter));
}
