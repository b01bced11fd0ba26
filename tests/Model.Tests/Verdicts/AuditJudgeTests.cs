using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

/// <summary>Seconds are counted from the prime round; the settling time is 60 s, the retry window two hours.</summary>
public sealed class AuditJudgeTests
{
    private static AuditStory Primed => new AuditStory().Delivers(0, "acef").Leaves(1, "bd");

    private static AuditStory PrimedLeniently => new AuditStory().Delivers(0, "abcdef");

    [Fact]
    public void Refusing_b_and_d_while_delivering_to_a_and_f_is_full_support()
    {
        var report = Primed.Fetches(2, 'a', "192.0.2.25").Delivers(100, "acef").Leaves(101, "bd").JudgedAt(110);

        Assert.Equal(OutboundFinding.Enforces, report.Outbound);
        Assert.Equal(SupportLabel.FullSupport, report.Label);
        Assert.Equal(AuditPhase.Judged, report.Phase);
        Assert.Equal(1, report.PolicyFetches);
        Assert.All(report.Outcomes, outcome => Assert.NotEmpty(outcome.Evidence));
    }

    [Fact]
    public void A_delivery_in_the_prime_round_only_does_not_count_against_a_sender() =>
        Assert.Equal(SupportLabel.FullSupport, PrimedLeniently.Delivers(100, "acef").Leaves(101, "bd").JudgedAt(110).Label);

    [Fact]
    public void A_warmed_cache_without_a_fetch_is_full_support_all_the_same()
    {
        var report = Primed.Delivers(100, "acef").Leaves(101, "bd").JudgedAt(110);

        Assert.Equal(0, report.PolicyFetches);
        Assert.Equal(SupportLabel.FullSupport, report.Label);
    }

    [Fact]
    public void An_unreachable_c_and_e_are_reported_and_spoil_nothing()
    {
        var report = new AuditStory().Delivers(0, "af").Leaves(1, "bd").Delivers(100, "af").Leaves(101, "bd").JudgedAt(110);

        Assert.Equal(SupportLabel.FullSupport, report.Label);
        Assert.Equal(["c", "e"], report.Outcomes.Where(outcome => outcome.Kind == OutcomeKind.Waiting).Select(outcome => outcome.Receiver.ToString()));
    }

    [Theory]
    [InlineData("abcdef", "", InboundFinding.NotChecked, SupportLabel.NoSupport)]
    [InlineData("abcdef", "", InboundFinding.Testing, SupportLabel.NoSupport)]
    [InlineData("abcdef", "", InboundFinding.Enforce, SupportLabel.PartialSupport)]
    [InlineData("abcef", "d", InboundFinding.NotChecked, SupportLabel.NoSupport)]
    [InlineData("acdef", "b", InboundFinding.NotChecked, SupportLabel.PartialSupport)]
    [InlineData("acef", "bd", InboundFinding.Absent, SupportLabel.FullSupport)]
    [InlineData("ace", "bdf", InboundFinding.NotChecked, SupportLabel.StrictTls)]
    [InlineData("acde", "bf", InboundFinding.NotChecked, SupportLabel.NoSupport)]
    [InlineData("cef", "bda", InboundFinding.NotChecked, SupportLabel.Inconclusive)]
    [InlineData("f", "abcde", InboundFinding.NotChecked, SupportLabel.Inconclusive)]
    public void The_label_follows_from_what_was_delivered_and_what_was_refused(
        string delivered, string refused, InboundFinding inbound, SupportLabel expected) =>
        Assert.Equal(expected, PrimedLeniently.Delivers(100, delivered).Leaves(101, refused).JudgedAt(110, inbound).Label);

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "b")]
    [InlineData("acef", "b")]
    [InlineData("acef", "d")]
    public void What_is_missing_is_waited_for_and_then_inconclusive(string delivered, string refused)
    {
        var story = PrimedLeniently.Delivers(100, delivered).Leaves(101, refused);

        Assert.Equal(SupportLabel.Waiting, story.JudgedAt(110).Label);
        Assert.Equal(SupportLabel.Waiting, story.JudgedAt(7200).Label);
        Assert.Equal(SupportLabel.Inconclusive, story.JudgedAt(7301).Label);
    }

    [Fact]
    public void Nothing_at_all_is_waiting_in_the_prime_phase()
    {
        var report = new AuditStory().JudgedAt(0);

        Assert.Equal(SupportLabel.Waiting, report.Label);
        Assert.Equal(AuditPhase.Prime, report.Phase);
        Assert.Null(report.ProbeFrom);
    }

    [Fact]
    public void The_phase_tells_the_auditor_when_to_mail_again()
    {
        Assert.Equal(AuditPhase.Prime, new AuditStory().Delivers(0, "acef").JudgedAt(5).Phase);
        Assert.Equal(AuditPhase.Settling, PrimedLeniently.JudgedAt(5).Phase);
        Assert.Equal(AuditPhase.Probe, PrimedLeniently.JudgedAt(62).Phase);
        Assert.Equal(AuditStory.Start.AddSeconds(60), PrimedLeniently.JudgedAt(5).ProbeFrom);
        Assert.Equal(AuditPhase.Judged, Primed.JudgedAt(5).Phase);
    }

    [Fact]
    public void Silence_is_not_refusal() =>
        Assert.Equal(SupportLabel.Inconclusive, new AuditStory().Delivers(0, "acef").Delivers(100, "acef").JudgedAt(9000).Label);

    [Fact]
    public void A_retry_that_delivers_after_a_refusal_is_a_delivery() =>
        Assert.Equal(SupportLabel.NoSupport, Primed.Delivers(100, "acef").Leaves(101, "bd").Delivers(400, "b").JudgedAt(500).Label);

    [Fact]
    public void The_first_contact_of_each_receiver_opens_its_own_probe_round() =>
        Assert.Equal(SupportLabel.Waiting,
            new AuditStory().Delivers(0, "acef").Delivers(100, "acef").Delivers(101, "bd").JudgedAt(110).Label);

    [Fact]
    public void A_session_of_another_sender_is_no_refusal_of_this_one() =>
        Assert.Equal(SupportLabel.Waiting,
            PrimedLeniently.Delivers(100, "acef").From("198.51.100.25", "mx.other.example").Leaves(101, "bd").JudgedAt(110).Label);

    [Theory]
    [InlineData("192.0.2.99", null, SupportLabel.Waiting)]
    [InlineData("198.51.100.25", "mx2.sender.example", SupportLabel.FullSupport)]
    public void A_session_from_a_host_of_the_same_organisation_is_the_sender_s_and_one_from_its_network_is_not(string address, string? hostName, SupportLabel expected) =>
        Assert.Equal(expected,
            PrimedLeniently.Delivers(100, "acef").From(address, hostName).Leaves(101, "bd").JudgedAt(110).Label);

    [Fact]
    public void Mail_of_another_sender_that_reached_what_this_one_refused_is_contested_and_told()
    {
        var report = Primed.Delivers(100, "acef").Leaves(101, "bd").From("198.51.100.25", "mx.other.example").Delivers(102, "abcdef", tls: false).JudgedAt(110);

        Assert.Equal(SupportLabel.Contested, report.Label);
        Assert.Contains("198.51.100.25", report.Reason, StringComparison.Ordinal);
        Assert.Equal(SupportLabel.Waiting, Assert.Single(report.OtherSenders!).Label);
    }

    [Fact]
    public void A_session_long_after_the_last_message_is_about_something_else() =>
        Assert.Equal(SupportLabel.Inconclusive, PrimedLeniently.Delivers(100, "acef").Leaves(101, "d").Leaves(500_000, "b")
            .From("198.51.100.25", "mx.other.example").Delivers(500_001, "a").JudgedAt(500_010).Label);

    [Fact]
    public void Clear_text_at_one_of_the_faultless_receivers_is_no_full_support()
    {
        var report = PrimedLeniently.Delivers(100, "a", tls: false).Delivers(100, "cef").Leaves(101, "bd").JudgedAt(110);

        Assert.Equal(SupportLabel.Inconclusive, report.Label);
        Assert.Contains("although TLS was offered", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_positive_control_of_another_sender_is_none() =>
        Assert.Equal(SupportLabel.Waiting,
            new AuditStory().Delivers(0, "bdf").Delivers(100, "f").Leaves(101, "bd").From("198.51.100.25", "mx.other.example").Delivers(102, "acef").JudgedAt(110).Label);

    [Fact]
    public void Clients_are_of_one_sender_also_by_way_of_a_third_that_shares_something_with_each()
    {
        var story = new AuditStory().From("192.0.2.25", null).Delivers(0, "a").From("198.51.100.25", "mx2.sender.example").Delivers(0, "f")
            .From("192.0.2.26", "mx1.sender.example").Delivers(0, "c").Leaves(1, "bd");

        Assert.Equal(SupportLabel.FullSupport, story.Delivers(100, "ac").From("198.51.100.25", "mx2.sender.example").Delivers(100, "f").Leaves(101, "bd").JudgedAt(110).Label);
    }

    [Fact]
    public void Other_audits_of_the_same_sender_are_left_out()
    {
        var other = AuditToken.New();
        var report = Primed.Delivers(100, "acef").Leaves(101, "bd").Delivers(102, "bd", token: other).JudgedAt(110);

        Assert.Equal(SupportLabel.FullSupport, report.Label);
        Assert.DoesNotContain(report.Evidence, record => record.What is MessageAccepted message && message.Token == other);
    }

    [Fact]
    public void Clear_text_at_the_faultless_receiver_is_no_support_when_the_faults_are_delivered_too()
    {
        var report = PrimedLeniently.Delivers(100, "abcdf", tls: false).JudgedAt(110);

        Assert.Equal(SupportLabel.NoSupport, report.Label);
        Assert.Equal(OutcomeKind.DeliveredInClear, report.Outcomes[0].Kind);
    }

    [Fact]
    public void Every_outcome_names_records_that_the_report_carries()
    {
        var report = Primed.Delivers(100, "acef").Leaves(101, "bd").JudgedAt(110);

        Assert.Subset(report.Evidence.Select(record => record.Id).ToHashSet(), report.Outcomes.SelectMany(outcome => outcome.Evidence).ToHashSet());
    }

    [Theory]
    [InlineData("acef", "bd", "b and d were refused")]
    [InlineData("abcdef", "", "b was delivered in clear text and d was delivered over TLS 1.3 with a certificate from an untrusted issuer, although both publish")]
    [InlineData("acdef", "b", "b was refused by a sender that came, met what is offered and left, but d was delivered")]
    [InlineData("ace", "bdf", "insists on TLS even where no policy asks for it")]
    public void The_reason_says_what_happened(string delivered, string refused, string words) =>
        Assert.Contains(words, PrimedLeniently.Delivers(100, delivered).Leaves(101, refused).JudgedAt(110).Reason, StringComparison.Ordinal);
}
