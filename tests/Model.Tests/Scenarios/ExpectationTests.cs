using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Tests.Scenarios;

/// <summary>
/// What RFC 8461 asks at each scenario, and which result types (RFC 8460 §4.3) fit what a sender may report there, written down row by
/// row: what the code computes from a row is held against it.
/// </summary>
public sealed class ExpectationTests
{
    private const string NoStartTls = "starttls-not-supported validation-failure";
    private const string NotTrusted = "certificate-not-trusted validation-failure";
    private const string Mismatch = "certificate-host-mismatch validation-failure";
    private const string General = "validation-failure";
    private const string Fetch = "sts-policy-fetch-error";
    private const string Invalid = "sts-policy-invalid";
    private const string WebPki = "sts-webpki-invalid sts-policy-fetch-error";

    [Theory]
    [InlineData("a", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    [InlineData("b", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("c", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    [InlineData("d", CompliantSender.Refuses, RequirementLevel.Must, NotTrusted)]
    [InlineData("e", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    [InlineData("f", CompliantSender.DeliversInClear, RequirementLevel.ShownOnly, "")]
    [InlineData("g", CompliantSender.DeliversOverTls, RequirementLevel.ShownOnly, "")]
    // RFC 8461 §4.2: not expired, for the host's name in a DNS-ID, issued by a CA that is trusted.
    [InlineData("wrong-name", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    [InlineData("expired", CompliantSender.Refuses, RequirementLevel.Must, "certificate-expired validation-failure")]
    [InlineData("not-yet-valid", CompliantSender.Refuses, RequirementLevel.Must, NotTrusted)]
    [InlineData("self-signed", CompliantSender.Refuses, RequirementLevel.Must, NotTrusted)]
    [InlineData("common-name-only", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    [InlineData("wildcard-cert", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    [InlineData("wildcard-cert-deep", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    [InlineData("sni-decides", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    [InlineData("rsa-4096", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    // RFC 9325 §4.5 asks servers for a longer key.
    [InlineData("rsa-1024", CompliantSender.Unspecified, RequirementLevel.ShownOnly, NotTrusted)]
    [InlineData("no-intermediate", CompliantSender.Unspecified, RequirementLevel.ShownOnly, NotTrusted)]
    // RFC 8461 §4.1: a pattern names the host, and a wildcard stands for one label.
    [InlineData("unlisted", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    [InlineData("unlisted-san", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    [InlineData("wildcard-policy", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    [InlineData("wildcard-policy-deep", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    [InlineData("wildcard-policy-apex", CompliantSender.Refuses, RequirementLevel.Must, Mismatch)]
    // RFC 8461 §8.4: MX hosts are tried in their order, each is validated, and one that passes takes the mail.
    [InlineData("first-plain", CompliantSender.DeliversOverTls, RequirementLevel.Must, NoStartTls)]
    [InlineData("first-untrusted", CompliantSender.DeliversOverTls, RequirementLevel.Must, NotTrusted)]
    [InlineData("first-unlisted", CompliantSender.DeliversOverTls, RequirementLevel.Must, Mismatch)]
    [InlineData("second-plain", CompliantSender.DeliversOverTls, RequirementLevel.Must, NoStartTls)]
    [InlineData("both-bad", CompliantSender.Refuses, RequirementLevel.Must, $"{NoStartTls} {NotTrusted}")]
    [InlineData("two-plain", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    // RFC 5321 §5.1: an MX record names a host, and neither an alias nor an address; what a sender makes of others is shown.
    [InlineData("mx-alias", CompliantSender.Unspecified, RequirementLevel.ShownOnly, "")]
    [InlineData("mx-address", CompliantSender.Unspecified, RequirementLevel.ShownOnly, "")]
    // RFC 7505 §3: a null MX says that there is no host. Who comes all the same is shown.
    [InlineData("mx-null", CompliantSender.Unspecified, RequirementLevel.ShownOnly, "")]
    // RFC 8461 §3.3: a policy that cannot be fetched as it should be is none, and mail goes out as without.
    [InlineData("policy-untrusted", CompliantSender.DeliversInClear, RequirementLevel.Must, WebPki)]
    [InlineData("policy-wrong-name", CompliantSender.DeliversInClear, RequirementLevel.Must, WebPki)]
    [InlineData("policy-expired", CompliantSender.DeliversInClear, RequirementLevel.Must, WebPki)]
    [InlineData("policy-redirect", CompliantSender.DeliversInClear, RequirementLevel.Must, Fetch)]
    [InlineData("policy-404", CompliantSender.DeliversInClear, RequirementLevel.Must, Fetch)]
    [InlineData("policy-500", CompliantSender.DeliversInClear, RequirementLevel.Must, Fetch)]
    [InlineData("policy-silent", CompliantSender.DeliversInClear, RequirementLevel.Must, Fetch)]
    [InlineData("policy-closes", CompliantSender.DeliversInClear, RequirementLevel.Must, Fetch)]
    [InlineData("policy-ipv6", CompliantSender.Unspecified, RequirementLevel.ShownOnly, $"{NoStartTls} {Fetch}")]
    [InlineData("policy-cname", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    // RFC 8461 §3.2: what a policy has to hold, and what a sender passes over in it.
    [InlineData("policy-html", CompliantSender.DeliversInClear, RequirementLevel.Should, $"{Fetch} {Invalid}")]
    [InlineData("policy-no-mx", CompliantSender.DeliversInClear, RequirementLevel.Must, Invalid)]
    [InlineData("policy-no-version", CompliantSender.DeliversInClear, RequirementLevel.Must, Invalid)]
    [InlineData("policy-64k", CompliantSender.Unspecified, RequirementLevel.ShownOnly, $"{NoStartTls} {Fetch} {Invalid}")]
    [InlineData("policy-address", CompliantSender.Unspecified, RequirementLevel.ShownOnly, $"{NoStartTls} {Invalid}")]
    [InlineData("policy-bare-lf", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("policy-unknown-fields", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("policy-mode-twice", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("policy-spaces", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    // RFC 8461 §3.1: exactly one record that begins with the version and has an id of letters and digits.
    [InlineData("two-records", CompliantSender.DeliversInClear, RequirementLevel.Must, "")]
    [InlineData("records-beside", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    // RFC 8461 §3.4: for mail to a subdomain nobody asks for its parent's policy.
    [InlineData("subdomain", CompliantSender.DeliversInClear, RequirementLevel.Must, "")]
    [InlineData("two-strings", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("extension-fields", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("id-hyphens", CompliantSender.DeliversInClear, RequirementLevel.Must, "")]
    [InlineData("id-missing", CompliantSender.DeliversInClear, RequirementLevel.Must, "")]
    [InlineData("version-not-first", CompliantSender.DeliversInClear, RequirementLevel.Must, "")]
    [InlineData("version-stsv10", CompliantSender.DeliversInClear, RequirementLevel.Must, "")]
    [InlineData("xn--mta-sts-prfung-psb", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    // RFC 8461 §5: mode testing may deliver and has to report, mode none should be as no policy.
    [InlineData("testing-plain", CompliantSender.DeliversInClear, RequirementLevel.May, NoStartTls)]
    [InlineData("testing-untrusted", CompliantSender.DeliversOverTls, RequirementLevel.May, NotTrusted)]
    [InlineData("testing-unlisted", CompliantSender.DeliversOverTls, RequirementLevel.May, Mismatch)]
    [InlineData("mode-none", CompliantSender.DeliversInClear, RequirementLevel.Should, "")]
    [InlineData("max-age-11-digits", CompliantSender.Unspecified, RequirementLevel.ShownOnly, $"{NoStartTls} {Invalid}")]
    [InlineData("max-age-too-large", CompliantSender.Unspecified, RequirementLevel.ShownOnly, $"{NoStartTls} {Invalid}")]
    [InlineData("max-age-zero", CompliantSender.Unspecified, RequirementLevel.ShownOnly, NoStartTls)]
    // RFC 5321 §4.5.4.1: a sender tries again what was put off, and what it refused: as an enforced policy has it (RFC 8461 §5).
    [InlineData("plain-at-first", CompliantSender.DeliversOverTls, RequirementLevel.Must, NoStartTls)]
    [InlineData("greylisted", CompliantSender.DeliversOverTls, RequirementLevel.Must, "")]
    // RFC 8461 §3.3: a policy that can be fetched no more counts until its max_age is over, and then no longer.
    [InlineData("policy-vanishes", CompliantSender.Refuses, RequirementLevel.Must, $"{NoStartTls} {Fetch}")]
    [InlineData("policy-runs-out", CompliantSender.DeliversInClear, RequirementLevel.Must, $"{NoStartTls} {Fetch}")]
    // RFC 8461 §5.1: a new policy is looked for before mail is bounced. By the same id nobody has to find it.
    [InlineData("enforce-to-none", CompliantSender.DeliversInClear, RequirementLevel.Must, NoStartTls)]
    [InlineData("none-to-enforce", CompliantSender.Unspecified, RequirementLevel.ShownOnly, "")]
    // RFC 8461 §7.2: TLS 1.2 and later should be spoken, older versions should not.
    [InlineData("tls12-only", CompliantSender.DeliversOverTls, RequirementLevel.Should, "")]
    [InlineData("tls13-only", CompliantSender.DeliversOverTls, RequirementLevel.Should, "")]
    [InlineData("tls11-only", CompliantSender.Refuses, RequirementLevel.Should, General)]
    [InlineData("starttls-454", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("starttls-502", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("closed-after-220", CompliantSender.Refuses, RequirementLevel.Must, General)]
    [InlineData("garbage-after-220", CompliantSender.Refuses, RequirementLevel.Must, General)]
    [InlineData("ehlo-502", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    [InlineData("starttls-hidden", CompliantSender.Refuses, RequirementLevel.Must, NoStartTls)]
    // Whether a client discarded the replies does not show in whether it delivers.
    [InlineData("responses-injected", CompliantSender.Unspecified, RequirementLevel.ShownOnly, "")]
    public void A_scenario_asks_what_the_RFCs_ask(string name, CompliantSender expected, RequirementLevel level, string reported)
    {
        var scenario = Catalogue.FindScenario(new(name))!;

        Assert.Equal((expected, level), (scenario.Expected, scenario.Requirement.Level));
        Assert.Equal(reported.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(), scenario.ReportedFailures.Order());
    }

    [Fact]
    public void No_row_of_the_catalogue_is_missing_here()
    {
        var rows = typeof(ExpectationTests).GetMethod(nameof(A_scenario_asks_what_the_RFCs_ask))!.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Cast<InlineDataAttribute>().Select(row => (string)row.Data[0]!);

        Assert.Equal(Catalogue.Scenarios.Select(scenario => scenario.Name.Value).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("first-plain", CompliantSender.Refuses, CompliantSender.DeliversOverTls)]
    [InlineData("first-untrusted", CompliantSender.Refuses, CompliantSender.DeliversOverTls)]
    [InlineData("first-unlisted", CompliantSender.Refuses, CompliantSender.DeliversOverTls)]
    [InlineData("second-plain", CompliantSender.DeliversOverTls, CompliantSender.Refuses)]
    [InlineData("both-bad", CompliantSender.Refuses, CompliantSender.Refuses)]
    [InlineData("two-plain", CompliantSender.Refuses, CompliantSender.Refuses)]
    public void Of_two_MX_hosts_each_asks_for_itself(string name, CompliantSender first, CompliantSender second)
    {
        Assert.Equal(first, Catalogue.Find(new(name))!.Expected);
        Assert.Equal(second, Catalogue.Find(new(name + "-2"))!.Expected);
    }

    [Fact]
    public void Reports_go_to_a_receiver_of_the_study_where_nothing_stands_in_their_way() =>
        Assert.Equal(["a"], Catalogue.Receivers.Where(receiver => receiver.TakesReports).Select(receiver => receiver.Name.Value));

    [Fact]
    public void The_study_s_controls_come_before_others_that_would_do()
    {
        Assert.Equal(new ReceiverName('f'), Catalogue.Receivers.First(receiver => receiver.IsClearTextControl).Name);
        Assert.Equal(new ReceiverName('g'), Catalogue.Receivers.First(receiver => receiver.IsCertificateControl).Name);
        Assert.Equal(new ReceiverName('a'), Catalogue.Receivers.First(receiver => receiver.IsPositiveControl).Name);
    }
}
