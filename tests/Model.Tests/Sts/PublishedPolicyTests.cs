using System.Text;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Sts;

/// <summary>What scenarios publish, read by the project's own strict parsers as a sender would read it.</summary>
public sealed class PublishedPolicyTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    private static readonly IReadOnlyList<Scenario> WithPolicy = [.. Catalogue.Scenarios.Where(scenario => scenario.Sts is not null)];

    [Fact]
    public void A_policy_that_applies_is_found_fetched_and_read_by_a_strict_sender()
    {
        foreach (var scenario in WithPolicy.Where(scenario => scenario.Sts!.Reach == PolicyReach.Applies))
        {
            var policy = StsPolicyParser.Parse(Text(scenario));

            Assert.True(Record(scenario).IsValid, scenario.Name.Value);
            Assert.True(policy.IsValid, $"{scenario.Name}: {policy.Error}");
            Assert.Equal(scenario.Sts!.Mode, policy.Value!.Mode);
            Assert.Equal(scenario.Sts.Text == PolicyTextKind.MaxAgeOfOneMinute ? TimeSpan.FromSeconds(60) : PublishedPolicy.MaxAge, policy.Value.MaxAge);
            Assert.Equal(("text/plain", 200), Answer(scenario));
            Assert.True(PublishedPolicy.IsTaken(scenario));
        }
    }

    [Fact]
    public void A_policy_that_must_not_be_had_fails_a_strict_sender_in_one_way_only()
    {
        foreach (var scenario in WithPolicy.Where(scenario => scenario.Sts!.Reach == PolicyReach.None))
        {
            bool[] ways =
            [
                Record(scenario).IsValid,
                StsPolicyParser.Parse(Text(scenario)).IsValid,
                Answer(scenario) == ("text/plain", 200)
                    && scenario.Sts!.Host is not (PolicyHostKind.UntrustedCertificate or PolicyHostKind.CertificateOfAnotherHost or PolicyHostKind.ExpiredCertificate),
            ];

            Assert.True(ways.Count(way => !way) == 1, $"{scenario.Name}: {string.Join(", ", ways)}");
            Assert.False(PublishedPolicy.IsTaken(scenario));
        }
    }

    // What would come of a lenient reading is a refusal: else nothing could be told of the sender.
    [Fact]
    public void Whoever_takes_a_policy_that_must_not_be_had_would_refuse() =>
        Assert.All(
            WithPolicy.Where(scenario => scenario.Sts!.Reach == PolicyReach.None),
            scenario => Assert.Equal((StsMode.Enforce, 0), (scenario.Sts!.Mode, scenario.Receivers.Count(receiver => receiver.LetsTlsBegin))));

    [Fact]
    public void The_MX_hosts_that_a_policy_covers_are_those_that_are_listed()
    {
        foreach (var scenario in WithPolicy.Where(scenario => scenario.Sts!.Reach == PolicyReach.Applies))
        {
            var policy = StsPolicyParser.Parse(Text(scenario)).Value!;

            Assert.All(scenario.Receivers, receiver => Assert.Equal((receiver.Name, receiver.IsListed), (receiver.Name, policy.Covers(Names.MailHost(receiver)))));
        }
    }

    [Theory]
    [InlineData("unlisted", "listed-unlisted.audit.example.com")]
    [InlineData("unlisted-san", "listed-unlisted-san.audit.example.com")]
    [InlineData("first-unlisted", "mail-first-unlisted-2.audit.example.com")]
    [InlineData("wildcard-policy", "*.audit.example.com")]
    [InlineData("wildcard-policy-deep", "*.audit.example.com")]
    [InlineData("wildcard-policy-apex", "*.mail-wildcard-policy-apex.audit.example.com")]
    [InlineData("first-plain", "mail-first-plain.audit.example.com mail-first-plain-2.audit.example.com")]
    public void A_policy_lists_what_its_row_says(string name, string patterns) =>
        Assert.Equal(patterns.Split(' '), StsPolicyParser.Parse(Text(Catalogue.FindScenario(new(name))!)).Value!.Mx.Select(pattern => pattern.ToString()));

    [Fact]
    public void Each_policy_has_an_id_that_a_record_may_hold_and_every_valid_record_has_it()
    {
        Assert.All(WithPolicy, scenario => Assert.True(PolicyId.Parse(PublishedPolicy.IdOf(Names, scenario)!.Value).IsValid));
        Assert.All(WithPolicy.Where(scenario => Record(scenario).IsValid), scenario => Assert.Equal(PublishedPolicy.IdOf(Names, scenario), Record(scenario).Value!.Id));
    }

    [Fact]
    public void A_policy_over_64_KiB_is_that_long_and_otherwise_valid()
    {
        var text = Text(Catalogue.FindScenario(new("policy-64k"))!);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), (64 * 1024) + 1, 70 * 1024);
        Assert.True(StsPolicyParser.Parse(text).IsValid);
        // Who stops reading at the limit has read a policy that enforces.
        Assert.Equal(StsMode.Enforce, StsPolicyParser.Read(text[..(32 * 1024)]).Policy?.Mode);
    }

    [Theory]
    [InlineData("max-age-11-digits", "max_age: 10000000000\r\n", false)]
    [InlineData("max-age-too-large", "max_age: 31557601\r\n", false)]
    [InlineData("max-age-zero", "max_age: 0\r\n", true)]
    [InlineData("policy-address", "mx: 192.0.2.1\r\nmax_age: 604800\r\n", false)]
    public void What_the_RFC_leaves_open_is_published_so_that_a_lenient_sender_enforces_it(string name, string end, bool isValid)
    {
        var text = Text(Catalogue.FindScenario(new(name))!);

        Assert.EndsWith(end, text, StringComparison.Ordinal);
        Assert.Equal(isValid, StsPolicyParser.Parse(text).IsValid);
        Assert.Equal(StsMode.Enforce, StsPolicyParser.Read(text).Policy?.Mode);
    }

    [Theory]
    [InlineData("policy-bare-lf", "\nmode: enforce\n")]
    [InlineData("policy-unknown-fields", "\r\nx-note: ")]
    [InlineData("policy-mode-twice", "\r\nmode: none\r\n")]
    [InlineData("policy-spaces", "mode: enforce \t\r\n")]
    public void What_is_unusual_is_in_the_text(string name, string part) =>
        Assert.Contains(part, Text(Catalogue.FindScenario(new(name))!), StringComparison.Ordinal);

    [Fact]
    public void A_text_with_bare_line_feeds_has_no_carriage_return() =>
        Assert.DoesNotContain('\r', Text(Catalogue.FindScenario(new("policy-bare-lf"))!));

    [Theory]
    [InlineData("policy-redirect", typeof(PolicyAnswer.Redirected))]
    [InlineData("policy-silent", typeof(PolicyAnswer.Silence))]
    [InlineData("policy-closes", typeof(PolicyAnswer.Closed))]
    [InlineData("f", null)]
    [InlineData("g", null)]
    public void A_policy_host_answers_as_its_row_says(string name, Type? answer) =>
        Assert.Equal(answer, PublishedPolicy.AnswerOf(Names, Catalogue.FindScenario(new(name))!)?.GetType());

    [Theory]
    [InlineData("policy-404", 404, "text/plain")]
    [InlineData("policy-500", 500, "text/plain")]
    [InlineData("policy-html", 200, "text/html")]
    [InlineData("policy-untrusted", 200, "text/plain")]
    public void A_policy_host_answers_with_its_status_and_type(string name, int status, string type) =>
        Assert.Equal((type, status), Answer(Catalogue.FindScenario(new(name))!));

    [Fact]
    public void A_redirect_leads_to_another_host_by_the_scenario_s_name() => Assert.Equal(
        new PolicyAnswer.Redirected(new Uri("https://api.audit.example.com/policies/policy-redirect")),
        PublishedPolicy.AnswerOf(Names, Catalogue.FindScenario(new("policy-redirect"))!));

    private static string Text(Scenario scenario) => PublishedPolicy.TextOf(Names, scenario)!;

    private static (string ContentType, int Status)? Answer(Scenario scenario) =>
        PublishedPolicy.AnswerOf(Names, scenario) is PolicyAnswer.Served served ? (served.ContentType, served.Status) : null;

    private static Parsed<StsRecord> Record(Scenario scenario) =>
        StsRecord.Select([.. StsRecords.Of(Names, scenario).Where(record => record.Type == DnsRecordType.TXT).Select(record => record.Value)]);
}
