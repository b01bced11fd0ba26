using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;

namespace MtaStsAudit.Model.Tests.SelfChecks;

/// <summary>A front that does not do what it is there for leaves a host where nothing is wrong, and a sender that delivers would be blamed.</summary>
public sealed class ChannelRuleTests
{
    public static TheoryData<string> Fronted => [.. Catalogue.Receivers.Where(receiver => receiver.Channel is not null).Select(receiver => receiver.Name.Value)];

    [Theory]
    [MemberData(nameof(Fronted))]
    public void A_front_that_does_its_part_is_as_designed_in_words_that_say_so(string name)
    {
        var finding = Assert.Single(DesignedSite.Findings(DesignedSite.Of(name)), finding => finding.Part == TestbedPart.MailHost);

        Assert.Equal(SiteState.AsDesigned, finding.State);
        Assert.Contains("by design", finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("starttls-454")]
    [InlineData("starttls-502")]
    [InlineData("closed-after-220")]
    [InlineData("garbage-after-220")]
    [InlineData("ehlo-502")]
    [InlineData("starttls-hidden")]
    public void A_front_that_lets_TLS_through_is_wrong(string name) =>
        Assert.Equal(TestbedPart.MailHost, Assert.Single(DesignedSite.Faults(Talking(name, DesignedSite.Encrypted(CertificateFaults.None)))).Part);

    [Theory]
    [InlineData("starttls-454", "starttls-502")]
    [InlineData("starttls-502", "starttls-454")]
    [InlineData("closed-after-220", "starttls-hidden")]
    [InlineData("starttls-hidden", "closed-after-220")]
    [InlineData("ehlo-502", "starttls-454")]
    public void A_front_that_does_another_s_part_is_wrong(string name, string other) =>
        Assert.Equal(TestbedPart.MailHost, Assert.Single(DesignedSite.Faults(Talking(name, DesignedSite.Probe(Catalogue.Find(new(other))!)))).Part);

    // A client that discards the replies meets a faultless host, one that takes them for TLS fails.
    [Fact]
    public void Where_replies_are_injected_a_client_may_come_through_or_fail()
    {
        Assert.Empty(DesignedSite.Faults(Talking("responses-injected", DesignedSite.Encrypted(CertificateFaults.None))));
        Assert.Empty(DesignedSite.Faults(Talking("responses-injected", new(MxProbeOutcome.TlsFailed, Detail: "no TLS"))));
        Assert.NotEmpty(DesignedSite.Faults(Talking("responses-injected", new(MxProbeOutcome.StartTlsNotOffered))));
    }

    [Theory]
    [MemberData(nameof(Fronted))]
    public void A_front_that_is_not_there_is_out_of_reach(string name) =>
        Assert.Equal(TestbedPart.Reach, Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), new MxProbe(MxProbeOutcome.Unreachable, Detail: "refused")))).Part);

    [Theory]
    [MemberData(nameof(Fronted))]
    public void Behind_a_front_mail_that_is_put_off_is_told_as_anywhere(string name)
    {
        var facts = DesignedSite.Of(name);
        var session = facts.Receivers[0].Sessions[0];
        if (session.Clear.MailReply is null)
        {
            return;
        }

        var fault = Assert.Single(DesignedSite.Faults(facts with { Receivers = [facts.Receivers[0] with { Sessions = [session with { Clear = new(451, "451 4.7.1 later") }] }] }));

        Assert.Contains("puts mail off", fault.What, StringComparison.Ordinal);
    }

    // Clear text passes through every front, so that there MAIL is answered.
    private static ScenarioFacts Talking(string name, MxProbe probe)
    {
        var facts = DesignedSite.With(DesignedSite.Of(name), probe);
        return facts with { Receivers = [facts.Receivers[0] with { Sessions = [facts.Receivers[0].Sessions[0] with { Clear = new(250, "250 2.1.0 Ok") }] }] };
    }
}
