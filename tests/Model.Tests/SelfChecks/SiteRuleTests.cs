using System.Text.RegularExpressions;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.SelfChecks;

public sealed class SiteRuleTests
{
    private const string Servfail = "the resolver answered ServerFailure";

    public static TheoryData<string> Scenarios => [.. Catalogue.Scenarios.Select(scenario => scenario.Name.Value)];

    [Fact]
    public void A_testbed_that_is_as_designed_has_no_fault() =>
        Assert.Empty(DesignedSite.Faults(Catalogue.Scenarios.Select(DesignedSite.Of)).Select(finding => $"{finding.Receiver} {finding.Subject}: {finding.What}"));

    // A few are looked at at a time, and where reports go is the same for all.
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_that_is_looked_at_alone_has_no_fault(string name) =>
        Assert.Empty(DesignedSite.Faults(DesignedSite.Of(name)).Select(finding => $"{finding.Subject}: {finding.What}"));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Something_is_said_of_each_part_of_a_scenario_under_the_name_of_the_scenario_or_of_its_MX_host(string name)
    {
        var scenario = Catalogue.FindScenario(new(name))!;
        var findings = DesignedSite.Findings(DesignedSite.Of(scenario)).Where(finding => finding.Receiver is not null).ToList();

        Assert.Equal(scenario.Sts is null ? 1 : 2, findings.Count(finding => finding.Part == TestbedPart.Policy));
        Assert.Equal(scenario.Receivers.Select(receiver => receiver.Name), findings.Where(finding => finding.Part == TestbedPart.MailHost).Select(finding => finding.Receiver!.Value));
        Assert.All(findings.Where(finding => finding.Part != TestbedPart.MailHost), finding => Assert.Equal(scenario.Name, finding.Receiver));
    }

    // How a fetch ends at another scenario is never how it should end at this one, unless both serve their own text.
    [Theory]
    [InlineData("policy-untrusted")]
    [InlineData("policy-wrong-name")]
    [InlineData("policy-expired")]
    [InlineData("policy-redirect")]
    [InlineData("policy-404")]
    [InlineData("policy-500")]
    [InlineData("policy-silent")]
    [InlineData("policy-closes")]
    [InlineData("policy-html")]
    [InlineData("policy-64k")]
    [InlineData("wrong-name")]
    public void A_policy_host_that_answers_as_another_one_is_wrong(string name)
    {
        foreach (var other in Catalogue.Scenarios.Where(other => other.Sts is not null && other.Name.Value != name))
        {
            var fault = Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), DesignedSite.Fetch(other))));

            Assert.Equal((TestbedPart.Policy, SiteState.NotAsDesigned), (fault.Part, fault.State));
            Assert.Equal(new ReceiverName(name), fault.Fault!.Receiver);
        }
    }

    [Fact]
    public void A_policy_that_is_served_where_none_must_be_had_may_be_kept_for_its_max_age()
    {
        var served = DesignedSite.Fetch(Catalogue.FindScenario(new("a"))!);
        var fault = Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of("policy-404"), served)));

        Assert.Equal(TimeSpan.FromDays(7), fault.KeptFor);
    }

    // What is wrong by design does not run out: an expired certificate is not renewed.
    [Fact]
    public void A_certificate_that_is_wrong_by_design_is_not_said_to_run_out()
    {
        var expired = DesignedSite.Of("expired");
        var old = DesignedSite.Encrypted(CertificateFaults.Expired) with { Certificate = DesignedSite.Shown(CertificateFaults.Expired) with { NotAfter = DesignedSite.Now.AddDays(-30) } };

        Assert.Empty(DesignedSite.Faults(DesignedSite.With(expired, old)));
        Assert.NotEmpty(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of("wildcard-cert"), DesignedSite.Encrypted(CertificateFaults.None) with { Certificate = old.Certificate! with { Faults = CertificateFaults.None } })));
    }

    [Theory]
    [InlineData("wrong-name", CertificateFaults.None)]
    [InlineData("wrong-name", CertificateFaults.WrongName | CertificateFaults.Untrusted)]
    [InlineData("expired", CertificateFaults.NotYetValid)]
    [InlineData("self-signed", CertificateFaults.None)]
    [InlineData("sni-decides", CertificateFaults.WrongName)]
    [InlineData("wildcard-cert", CertificateFaults.WrongName)]
    [InlineData("wildcard-cert-deep", CertificateFaults.None)]
    [InlineData("responses-injected", CertificateFaults.Untrusted)]
    public void A_certificate_with_another_fault_than_the_designed_one_is_wrong(string name, CertificateFaults faults) =>
        Assert.Equal(TestbedPart.MailHost, Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), DesignedSite.Encrypted(faults)))).Part);

    [Theory]
    [InlineData("tls12-only", "TLSv1.3", false)]
    [InlineData("tls13-only", "TLSv1.2", false)]
    [InlineData("tls13-only", "TLSv1.3", true)]
    [InlineData("tls11-only", "TLSv1.2", false)]
    [InlineData("tls11-only", "TLSv1.1", true)]
    [InlineData("wildcard-cert", "TLSv1.1", false)]
    [InlineData("wildcard-cert", "TLSv1.2", true)]
    public void A_host_speaks_the_versions_of_TLS_that_its_row_says(string name, string protocol, bool isDesigned) =>
        Assert.Equal(isDesigned ? 0 : 1, DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), DesignedSite.Encrypted(CertificateFaults.None, protocol))).Count);

    [Theory]
    [InlineData("records-beside")]
    [InlineData("two-records")]
    [InlineData("id-hyphens")]
    [InlineData("policy-cname")]
    [InlineData("extension-fields")]
    public void Records_that_are_unusual_by_design_are_right_in_any_order_and_wrong_when_one_is_missing_or_another(string name)
    {
        var facts = DesignedSite.Of(name);

        Assert.Empty(DesignedSite.Faults(facts with { Sts = new([.. facts.Sts.Values.Reverse()]) }));
        Assert.Equal(TestbedPart.Policy, Assert.Single(DesignedSite.Faults(facts with { Sts = new([.. facts.Sts.Values.Skip(1)]) })).Part);
        Assert.Equal(TestbedPart.Policy, Assert.Single(DesignedSite.Faults(facts with { Sts = new([.. facts.Sts.Values, "v=STSv1; id=1;"]) })).Part);
    }

    [Theory]
    [InlineData("policy-vanishes", "v=STSv1; id=20260102030405;", 0)]
    [InlineData("policy-vanishes", "v=STSv1; id=;", 1)]
    [InlineData("policy-runs-out", "v=STSv1; id=20260102030405;", 1)]
    public void An_id_that_changes_may_be_any_and_no_other_may(string name, string text, int faults) =>
        Assert.Equal(faults, DesignedSite.Faults(DesignedSite.Of(name) with { Sts = new([text]) }).Count);

    [Theory]
    [InlineData("policy-vanishes", PolicyFetchOutcome.OtherStatus, "404", null, 0)]
    [InlineData("policy-vanishes", PolicyFetchOutcome.OtherStatus, "500", null, 1)]
    [InlineData("enforce-to-none", PolicyFetchOutcome.Served, "", "mode: none", 0)]
    [InlineData("enforce-to-none", PolicyFetchOutcome.OtherStatus, "404", null, 1)]
    [InlineData("none-to-enforce", PolicyFetchOutcome.Served, "", "mode: enforce", 0)]
    [InlineData("a", PolicyFetchOutcome.Served, "", "mode: none", 1)]
    public void A_policy_that_changes_may_be_as_it_is_at_first_or_later(string name, PolicyFetchOutcome outcome, string detail, string? mode, int faults)
    {
        var scenario = Catalogue.FindScenario(new(name))!;
        var text = mode is null ? null : Regex.Replace(PublishedPolicy.TextOf(DesignedSite.Names, scenario)!, "mode: [a-z]+", mode);
        var fetch = new PolicyFetch(outcome, detail, text, DesignedSite.Shown(CertificateFaults.None));

        Assert.Equal(faults, DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), fetch)).Count);
    }

    [Fact]
    public void A_receiver_that_greylists_has_to_put_a_message_off()
    {
        var facts = DesignedSite.Of("greylisted");
        var session = facts.Receivers[0].Sessions[0];

        foreach (var reply in (int?[])[250, 550, null])
        {
            var fault = Assert.Single(DesignedSite.Faults(facts with { Receivers = [facts.Receivers[0] with { Sessions = [session with { Clear = session.Clear with { ContentReply = reply } }] }] }));
            Assert.Equal((TestbedPart.MailHost, SiteState.NotAsDesigned), (fault.Part, fault.State));
        }
    }

    // Where TLS is demanded, MAIL in clear text is answered 530 whether the collector is there or not.
    [Theory]
    [InlineData(451, "451 4.7.1 later", "It puts mail off: 451 4.7.1 later.")]
    [InlineData(550, "550 no", "MAIL over TLS is answered 550 no.")]
    [InlineData(null, "", "MAIL over TLS is answered nothing.")]
    public void A_receiver_that_takes_no_mail_over_TLS_is_out_of_reach(int? code, string words, string told)
    {
        var probe = DesignedSite.Encrypted(CertificateFaults.None) with { Mail = code is { } known ? new(known, words) : null };
        var fault = Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of("e"), probe)));

        Assert.Equal((TestbedPart.Reach, told), (fault.Part, fault.What));
    }

    // Of a deployment, the certificates are known that were made: a test CA's is trusted by nobody, and right.
    [Theory]
    [InlineData("a", CertificateFaults.Untrusted)]
    [InlineData("d", CertificateFaults.None)]
    [InlineData("wrong-name", CertificateFaults.WrongName | CertificateFaults.Untrusted)]
    public void Where_it_is_known_which_certificate_was_made_that_one_is_right_and_no_other(string name, CertificateFaults faults)
    {
        var facts = DesignedSite.With(DesignedSite.Of(name), DesignedSite.Encrypted(faults) with { Certificate = DesignedSite.Shown(faults) with { Sha256 = "AB" } }).Receivers[0];

        Assert.Equal(SiteState.AsDesigned, SiteRule.OfMailHost(DesignedSite.Names, facts.Receiver, facts.Sessions[0], "AB", DesignedSite.Now).State);
        Assert.Equal("It presents the certificate with SHA-256 AB and not the one made for it, CD.",
            SiteRule.OfMailHost(DesignedSite.Names, facts.Receiver, facts.Sessions[0], "CD", DesignedSite.Now).What);
    }

    [Theory]
    [InlineData(PolicyFetchOutcome.TooSlow)]
    [InlineData(PolicyFetchOutcome.Dropped)]
    public void Silence_at_an_address_where_nothing_is_is_not_the_designed_one(PolicyFetchOutcome outcome)
    {
        var name = outcome == PolicyFetchOutcome.TooSlow ? "policy-silent" : "policy-closes";

        Assert.Empty(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), new PolicyFetch(outcome, Certificate: DesignedSite.Shown(CertificateFaults.None)))));
        Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of(name), new PolicyFetch(outcome))));
    }

    // A resolver that fails at all names may itself be what fails.
    [Fact]
    public void A_lookup_that_fails_is_the_sites_fault_only_where_the_resolver_answers_for_another_of_its_names()
    {
        var facts = DesignedSite.Of("b");
        var failing = facts with { Sts = new([], Servfail), TlsRpt = new([], Servfail), Mx = new([], Servfail), PolicyHost = new(new([], Servfail), []), Receivers = [facts.Receivers[0] with { MailHost = new([], Servfail), Sessions = [] }] };

        Assert.All(DesignedSite.Faults(failing), finding => Assert.Equal(SiteState.NotAsDesigned, finding.State));
        Assert.All(
            SiteRule.Findings(DesignedSite.Names, new([failing], new(new([], Servfail), [])), DesignedSite.Now),
            finding => Assert.Equal((SiteState.NotChecked, $"It could not be checked: {Servfail}."), (finding.State, finding.What)));
    }

    [Theory]
    [InlineData(PolicyFetchOutcome.NoRoute, SiteState.NotChecked)]
    [InlineData(PolicyFetchOutcome.Unreachable, SiteState.NotAsDesigned)]
    public void A_connection_that_fails_on_this_machine_is_not_the_sites_fault(PolicyFetchOutcome outcome, SiteState state) =>
        Assert.Equal(state, Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of("b"), new PolicyFetch(outcome)))).State);

    [Theory]
    [InlineData(MxProbeOutcome.NoRoute, SiteState.NotChecked)]
    [InlineData(MxProbeOutcome.Unreachable, SiteState.NotAsDesigned)]
    public void A_session_that_fails_on_this_machine_is_not_the_sites_fault(MxProbeOutcome outcome, SiteState state) =>
        Assert.Equal(state, Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of("b"), new MxProbe(outcome)))).State);

    [Fact]
    public void A_policy_host_that_redirects_elsewhere_is_wrong() =>
        Assert.Single(DesignedSite.Faults(DesignedSite.With(DesignedSite.Of("policy-redirect"),
            DesignedSite.Fetch(Catalogue.FindScenario(new("policy-redirect"))!) with { Location = "https://elsewhere.test/" })));

    [Fact]
    public void STARTTLS_that_is_hidden_at_first_may_be_offered_with_a_trusted_certificate_only()
    {
        var facts = DesignedSite.Of("plain-at-first");

        Assert.Empty(DesignedSite.Faults(DesignedSite.With(facts, DesignedSite.Encrypted(CertificateFaults.None))));
        Assert.Single(DesignedSite.Faults(DesignedSite.With(facts, DesignedSite.Encrypted(CertificateFaults.Untrusted))));
    }

    [Theory]
    [InlineData("mx-null", "mail-mx-null.audit.test", 1)]
    [InlineData("mx-null", ".", 0)]
    [InlineData("mx-alias", "mail-mx-alias.audit.test", 1)]
    [InlineData("mx-alias", "alias-mx-alias.audit.test", 0)]
    [InlineData("mx-address", "mail-mx-address.audit.test", 1)]
    [InlineData("mx-address", "192.0.2.1", 0)]
    public void An_MX_record_is_as_its_kind_says(string name, string target, int faults) =>
        Assert.Equal(faults, DesignedSite.Faults(DesignedSite.Of(name) with { Mx = new([new MxTarget(target, 10)]) }).Count);

    [Fact]
    public void MX_hosts_have_to_be_all_there_with_their_preferences()
    {
        var facts = DesignedSite.Of("first-plain");
        var swapped = new[] { facts.Mx.Values[0] with { Preference = 20 }, facts.Mx.Values[1] with { Preference = 10 } };

        Assert.Empty(DesignedSite.Faults(facts with { Mx = new([.. facts.Mx.Values.Reverse()]) }));
        Assert.Equal(TestbedPart.MailHost, Assert.Single(DesignedSite.Faults(facts with { Mx = new(swapped) })).Part);
        Assert.Equal(TestbedPart.MailHost, Assert.Single(DesignedSite.Faults(facts with { Mx = new([facts.Mx.Values[0]]) })).Part);
        Assert.Equal(TestbedPart.Reach, Assert.Single(DesignedSite.Faults(facts with { Mx = new([]) })).Part);
    }
}
