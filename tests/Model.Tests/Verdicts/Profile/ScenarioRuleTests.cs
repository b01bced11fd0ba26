using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Tests.Verdicts.Profile;

/// <summary>Seconds are counted from the prime round; the settling time is 60 s, the retry window two hours.</summary>
public sealed class ScenarioRuleTests
{
    private const int WindowIsOver = 8000;

    /// <summary>Honours policies, and was not seen to fetch any.</summary>
    private static AuditStory Compliant => new AuditStory().Delivers(0, "acef").Leaves(1, "bd").Delivers(100, "acef").Leaves(101, "bd");

    /// <summary>Knows no policies.</summary>
    private static AuditStory Plain => new AuditStory().Delivers(0, "abcdef").Delivers(100, "abcdef");

    /// <summary>Refuses clear text everywhere.</summary>
    private static AuditStory Strict => new AuditStory().Delivers(0, "ace").Leaves(1, "bdf").Delivers(100, "ace").Leaves(101, "bdf");

    [Theory]
    [InlineData("wrong-name")]
    [InlineData("expired")]
    [InlineData("unlisted-san")]
    [InlineData("two-plain-2")]
    [InlineData("policy-cname")]
    [InlineData("starttls-454")]
    public void Mail_that_an_enforced_policy_forbids_violates_it_when_the_sender_had_time_to_fetch(string receiver)
    {
        var story = Compliant.DeliversTo(2, receiver);

        Assert.NotEqual(Conformance.ViolatesMust, At(story.JudgedOnAllAt(110), receiver.Replace("-2", "", StringComparison.Ordinal)).Conformance);
        Assert.Equal(Conformance.ViolatesMust, At(story.DeliversTo(102, receiver).JudgedOnAllAt(110), receiver.Replace("-2", "", StringComparison.Ordinal)).Conformance);
    }

    [Theory]
    [InlineData("wrong-name")]
    [InlineData("unlisted")]
    [InlineData("wildcard-policy-deep")]
    [InlineData("policy-bare-lf")]
    [InlineData("records-beside")]
    [InlineData("starttls-hidden")]
    public void A_refusal_at_a_fault_conforms_where_mail_is_delivered_when_nothing_is_wrong(string name)
    {
        var result = At(Refused(Compliant, name).JudgedOnAllAt(110), name);

        Assert.Equal(Conformance.Conforms, result.Conformance);
        Assert.NotEmpty(result.Evidence);
        Assert.Equal(AuditStory.Start.AddSeconds(2), result.Primed);
    }

    [Fact]
    public void A_refusal_by_a_sender_that_delivers_nowhere_proves_nothing() =>
        Assert.Equal(Conformance.Undecided, At(Refused(new AuditStory().Delivers(0, "f").Leaves(1, "ab").Delivers(100, "f").Leaves(101, "ab"), "wrong-name").JudgedOnAllAt(110), "wrong-name").Conformance);

    [Theory]
    [InlineData("policy-404")]
    [InlineData("policy-redirect")]
    [InlineData("two-records")]
    [InlineData("policy-no-mx")]
    public void Clear_text_where_there_is_no_policy_conforms_by_whom_knows_policies(string name)
    {
        Assert.Equal(Conformance.Conforms, At(Compliant.DeliversTo(102, name).JudgedOnAllAt(110), name).Conformance);
        Assert.Equal(Conformance.Conforms, At(Plain.FetchesFrom(50, "a").DeliversTo(102, name).JudgedOnAllAt(110), name).Conformance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sender_that_knows_no_policies_cannot_take_one_wrongly(bool asks) =>
        // Who asks for a policy and is given none has shown nothing.
        Assert.Equal(Conformance.DoesNotApply, At((asks ? Plain.FetchesFrom(50, "policy-404", status: 404) : Plain).DeliversTo(102, "policy-404").JudgedOnAllAt(110), "policy-404").Conformance);

    [Fact]
    public void Who_refuses_clear_text_for_a_policy_that_is_none_violates_what_is_asked()
    {
        Assert.Equal(Conformance.ViolatesMust, At(Refused(Compliant, "policy-404").JudgedOnAllAt(110), "policy-404").Conformance);
        Assert.Equal(Conformance.MissesShould, At(Refused(Compliant, "policy-html").JudgedOnAllAt(110), "policy-html").Conformance);
        Assert.Equal(Conformance.MissesShould, At(Refused(Compliant, "mode-none").JudgedOnAllAt(110), "mode-none").Conformance);
    }

    [Fact]
    public void Who_refuses_clear_text_everywhere_is_not_asked_about_policies_that_are_none() =>
        Assert.Equal(Conformance.DoesNotApply, At(Refused(Strict, "policy-404").JudgedOnAllAt(110), "policy-404").Conformance);

    [Fact]
    public void As_long_as_the_control_is_open_a_refusal_of_clear_text_is_undecided() =>
        Assert.Equal(Conformance.Undecided, At(Refused(new AuditStory().Delivers(0, "a").Delivers(100, "a"), "policy-404").JudgedOnAllAt(110), "policy-404").Conformance);

    [Theory]
    [InlineData("first-plain")]
    [InlineData("first-untrusted")]
    [InlineData("first-unlisted")]
    public void Mail_goes_to_the_second_MX_host_when_the_first_has_a_fault(string name)
    {
        var right = Refused(Compliant, name).DeliversTo(3, $"{name}-2").DeliversTo(103, $"{name}-2").JudgedOnAllAt(110);
        var wrong = Compliant.DeliversTo(2, name).DeliversTo(102, name).JudgedOnAllAt(110);

        Assert.Equal(Conformance.Conforms, At(right, name).Conformance);
        Assert.Contains($"{name}: refused; {name}-2: delivered", At(right, name).Did, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Conformance.ViolatesMust, At(wrong, name).Conformance);
    }

    [Fact]
    public void Of_two_MX_hosts_one_delivery_that_the_policy_forbids_outweighs_one_that_it_allows() =>
        Assert.Equal(Conformance.ViolatesMust, At(Compliant.DeliversTo(2, "second-plain second-plain-2").DeliversTo(102, "second-plain second-plain-2").JudgedOnAllAt(110), "second-plain").Conformance);

    [Fact]
    public void A_host_that_the_policy_does_not_name_need_not_be_met_by_whom_goes_on_delivering_a_settling_time_after_its_fetch()
    {
        var early = At(Compliant.FetchesFrom(2, "unlisted").JudgedOnAllAt(110), "unlisted");

        Assert.Equal((Conformance.Conforms, null), (early.Conformance, early.Primed));
        Assert.Equal(Conformance.Undecided, At(Compliant.FetchesFrom(102, "unlisted").JudgedOnAllAt(110), "unlisted").Conformance);
        Assert.Equal(Conformance.Undecided, At(Compliant.FetchesFrom(2, "unlisted").LeavesFrom(105, "unlisted", SessionEnding.TimedOut).JudgedOnAllAt(110), "unlisted").Conformance);
        Assert.Equal(Conformance.Undecided, At(new AuditStory().Delivers(0, "f").FetchesFrom(2, "unlisted").Delivers(100, "f").JudgedOnAllAt(WindowIsOver), "unlisted").Conformance);
    }

    [Fact]
    public void A_host_that_the_policy_names_has_to_be_met() =>
        Assert.Equal(Conformance.Undecided, At(Compliant.FetchesFrom(2, "wrong-name").JudgedOnAllAt(WindowIsOver), "wrong-name").Conformance);

    [Theory]
    [InlineData("policy-64k")]
    [InlineData("max-age-zero")]
    [InlineData("no-intermediate")]
    [InlineData("responses-injected")]
    [InlineData("policy-ipv6")]
    public void What_no_RFC_decides_is_shown_whatever_the_sender_does(string name)
    {
        Assert.Equal(Conformance.ShownOnly, At(Compliant.DeliversTo(2, name).DeliversTo(102, name).JudgedOnAllAt(110), name).Conformance);
        Assert.Equal(Conformance.ShownOnly, At(Refused(Compliant, name).JudgedOnAllAt(110), name).Conformance);
    }

    [Fact]
    public void Mode_testing_allows_delivery_and_forbids_no_refusal()
    {
        Assert.Equal(Conformance.Conforms, At(Compliant.DeliversTo(102, "testing-plain").JudgedOnAllAt(110), "testing-plain").Conformance);
        Assert.Equal(Conformance.ShownOnly, At(Refused(Compliant, "testing-plain").JudgedOnAllAt(110), "testing-plain").Conformance);
        Assert.Equal(Conformance.ShownOnly, At(Refused(Compliant.DeliversTo(0, "g").DeliversTo(100, "g"), "testing-untrusted").JudgedOnAllAt(110), "testing-untrusted").Conformance);
    }

    [Fact]
    public void Who_checks_every_certificate_is_not_asked_about_mode_testing()
    {
        Assert.Equal(Conformance.DoesNotApply, At(Refused(Refused(Compliant, "g"), "testing-untrusted").JudgedOnAllAt(110), "testing-untrusted").Conformance);
        Assert.Equal(Conformance.Undecided, At(Refused(Compliant, "testing-untrusted").JudgedOnAllAt(110), "testing-untrusted").Conformance);
    }

    [Theory]
    [InlineData("wildcard-policy", true, Conformance.Conforms)]
    [InlineData("wildcard-policy", false, Conformance.ViolatesMust)]
    [InlineData("tls13-only", true, Conformance.Conforms)]
    // Whichever version it lacks: an enforced policy does not let it fall back to none.
    [InlineData("tls13-only", false, Conformance.ViolatesMust)]
    [InlineData("tls11-only", true, Conformance.MissesShould)]
    [InlineData("tls11-only", false, Conformance.ViolatesMust)]
    public void Where_TLS_is_offered_an_enforced_policy_forbids_clear_text(string name, bool tls, Conformance expected) =>
        Assert.Equal(expected, At(Compliant.DeliversTo(2, name, tls).DeliversTo(102, name, tls).JudgedOnAllAt(110), name).Conformance);

    [Fact]
    public void Who_refuses_a_faultless_host_has_taken_it_for_a_faulty_one()
    {
        Assert.Equal(Conformance.ViolatesMust, At(Refused(Compliant, "wildcard-policy").JudgedOnAllAt(110), "wildcard-policy").Conformance);
        Assert.Equal(Conformance.MissesShould, At(Refused(Compliant, "tls13-only").JudgedOnAllAt(110), "tls13-only").Conformance);
        Assert.Equal(Conformance.Undecided, At(Refused(new AuditStory().Delivers(0, "f").Delivers(100, "f"), "wildcard-policy").JudgedOnAllAt(110), "wildcard-policy").Conformance);
    }

    [Fact]
    public void A_scenario_whose_testbed_was_broken_is_undecided()
    {
        var story = Compliant.Checks(-60, null).DeliversTo(2, "wrong-name").DeliversTo(102, "wrong-name")
            .Checks(108, -60, faults: new TestbedFault(new("wrong-name"), TestbedPart.MailHost, "it is broken."));

        Assert.Equal(Conformance.Undecided, At(story.JudgedOnAllAt(110), "wrong-name").Conformance);
        Assert.Equal(SupportLabel.FullSupport, story.JudgedOnAllAt(110).Label);
    }

    [Fact]
    public void A_control_is_shown() =>
        Assert.All(["f", "g"], name => Assert.Equal(Conformance.ShownOnly, At(Compliant.DeliversTo(102, "g").JudgedOnAllAt(110), name).Conformance));

    [Fact]
    public void A_result_says_what_is_asked_and_by_which_sections()
    {
        var result = At(Refused(Compliant, "wrong-name").JudgedOnAllAt(110), "wrong-name");

        Assert.Equal((Family.Certificates, CompliantSender.Refuses, RequirementLevel.Must), (result.Family, result.Expected, result.Level));
        Assert.Equal("refuses (MUST, RFC 8461 §4.2, RFC 8461 §5)", ProfileWording.AskedAt(result));
        Assert.Equal("Refused.", result.Did);
    }

    private static AuditStory Refused(AuditStory story, string names) => story.LeavesFrom(2, names).LeavesFrom(102, names);

    private static ScenarioResult At(AuditReport report, string name) => Assert.Single(report.Profile!, result => result.Scenario == new Model.Names.ReceiverName(name));
}
