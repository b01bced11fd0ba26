using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class CollectorSettingsTests
{
    [Fact]
    public void What_the_bundle_prints_is_what_the_collector_reads()
    {
        var settings = new CollectorSettings
        {
            Names = new SiteNames(DomainName.Parse("audit.example.com")),
            Database = "Host=db;Database=evidence",
            AdminSecretSha256 = new string('a', 64),
            LogFormat = LogFormat.Text,
            SelfCheck = TimeSpan.FromSeconds(15),
            MilterSocket = "/intake/milter",
            TrustedRoots = "/ca/trusted.pem",
            Suite = Suite.Standard,
            Rules = new AuditRules(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60)),
            Retention = new RetentionRules(TimeSpan.FromDays(10), TimeSpan.FromDays(2)),
            Operator = new SiteOperator("Example University", "operator@example.edu", "abuse@example.edu", new Uri("https://git.example.edu/audit")),
            OffersInboundCheck = false,
        };

        Assert.Equal(settings, CollectorSettingsParser.Parse(settings.ToJson()).Settings);
    }

    [Theory]
    [InlineData("{}", "site")]
    [InlineData("""{"site":"not a name"}""", "not a name")]
    [InlineData("""{"site":"a.example","milter":"8891"}""", "milter is '8891'")]
    [InlineData("""{"site":"a.example","http":"[::]:0"}""", "http is '[::]:0'")]
    [InlineData("""{"site":"a.example","database":"/data/evidence.db"}""", "database")]
    [InlineData("""{"site":"a.example","adminSecretSha256":"secret"}""", "adminSecretSha256")]
    [InlineData("""{"site":"a.example","settleSeconds":0}""", "settleSeconds is '0'")]
    [InlineData("""{"site":"a.example","evidenceDays":4000}""", "evidenceDays is '4000'")]
    [InlineData("""{"site":"a.example","messageTextDays":"a lot"}""", "messageTextDays")]
    [InlineData("""{"site":"a.example","logFormat":"xml"}""", "logFormat is 'xml'")]
    [InlineData("""{"site":"a.example","selfCheckSeconds":1}""", "selfCheckSeconds is '1'")]
    [InlineData("""{"site":"a.example","trustedRoots":" "}""", "trustedRoots is ' '")]
    [InlineData("""{"site":"a.example","suite":"all"}""", "suite is 'all'; allowed: study, standard, complete, certificates, ")]
    [InlineData("""{"site":"a.example","suite":""}""", "suite is ''")]
    [InlineData("""{"site":"a.example","suite":"standard","leftOut":["tls12-only"]}""", "leftOut has 'tls12-only'; allowed: scenarios of suite standard beyond the study's")]
    [InlineData("""{"site":"a.example","suite":"standard","leftOut":["b"]}""", "leftOut has 'b'; allowed: scenarios of suite standard")]
    [InlineData("""{"site":"a.example","leftOut":[null]}""", "leftOut has ''; allowed: scenarios of suite study")]
    [InlineData("""{"site":"a.example","operatorName":" "}""", "operatorName is ' '; allowed: 1 to 100 characters")]
    [InlineData("""{"site":"a.example","operatorContact":"call us"}""", "operatorContact is 'call us'; allowed: a mail address")]
    [InlineData("""{"site":"a.example","operatorContact":"http://a.example/"}""", "operatorContact is 'http://a.example/'")]
    [InlineData("""{"site":"a.example","abuseContact":"https://a.example/"}""", "abuseContact is 'https://a.example/'; allowed: a mail address")]
    [InlineData("""{"site":"a.example","source":"javascript:alert(1)"}""", "source is 'javascript:alert(1)'; allowed: an https URL")]
    [InlineData("""{"site":"a.example","inboundCheck":"no"}""", "inboundCheck")]
    [InlineData("""{"site":"a.example","colour":"blue"}""", "colour")]
    [InlineData("", "Allowed")]
    [InlineData("null", "allowed")]
    public void A_wrong_setting_is_named_with_its_value_and_what_is_allowed(string json, string words)
    {
        var (settings, faults) = CollectorSettingsParser.Parse(json);

        Assert.Null(settings);
        var fault = Assert.Single(faults);
        Assert.Contains(words, fault, StringComparison.Ordinal);
        Assert.Contains("llowed", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_testbed_whose_settings_name_no_suite_has_the_study_s() =>
        Assert.Same(Suite.Study, CollectorSettingsParser.Parse("""{"site":"a.example"}""").Settings!.Suite);

    [Fact]
    public void Every_suite_is_printed_and_read_by_its_name() =>
        Assert.All(Suite.All, suite => Assert.Same(
            suite, CollectorSettingsParser.Parse(new CollectorSettings { Names = new SiteNames(DomainName.Parse("audit.example.com")), Suite = suite }.ToJson()).Settings!.Suite));

    [Fact]
    public void What_is_left_out_of_a_suite_is_printed_and_read()
    {
        var printed = new CollectorSettings { Names = new SiteNames(DomainName.Parse("audit.example.com")), Suite = Suite.Complete.Without([new("expired"), new("first-plain")]) };
        var suite = CollectorSettingsParser.Parse(printed.ToJson()).Settings!.Suite;

        Assert.Equal("complete", suite.Name);
        Assert.Equal(printed.Suite.Scenarios, suite.Scenarios);
        Assert.False(suite.Has(new("first-plain-2")));
    }

    [Fact]
    public void Secrets_are_not_repeated() =>
        Assert.All(
            CollectorSettingsParser.Parse("""{"site":"a.example","database":"hunter2","adminSecretSha256":"hunter2"}""").Faults,
            fault => Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal));

    [Property]
    public bool Any_text_is_answered_with_settings_or_faults(string? text)
    {
        var (settings, faults) = CollectorSettingsParser.Parse(text ?? "");
        return settings is null == (faults.Count > 0);
    }
}
