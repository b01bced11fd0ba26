using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.Tests.TlsReporting;

public sealed class ReportedReceiverTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    // The policy as reported, and the receiver that it is about.
    [Theory]
    [InlineData("\"policy-domain\": \"f.audit.test\"", "f")]
    [InlineData("\"policy-domain\": \"F.Audit.Test.\"", "f")]
    [InlineData("\"policy-domain\": \"mail-f.audit.test\"", "f")]
    [InlineData("\"policy-type\": \"tlsa\", \"policy-domain\": \"mail-f.audit.test.\"", "f")]
    [InlineData("\"mx-host\": [\"other.example\", \"mail-f.audit.test\"]", "f")]
    [InlineData("\"mx-host\": \"f.audit.test\"", "f")]
    [InlineData("\"policy-domain\": \"other.example\", \"mx-host\": \"mail-f.audit.test\"", null)]
    [InlineData("\"policy-domain\": \"zz.audit.test\"", null)]
    [InlineData("\"policy-type\": \"no-policy-found\"", null)]
    public void A_policy_is_about_the_domain_it_names_or_that_of_an_MX_host(string policy, string? expected) =>
        Assert.Equal(expected, Of(policy, null, "1"));

    [Theory]
    [InlineData("f.audit.test", null, null)]
    [InlineData("F.AUDIT.TEST", "Report Domain: a.audit.test Submitter: s.example Report-ID: <1>", null)]
    [InlineData(null, "Report Domain: f.audit.test Submitter: mail.s.example Report-ID: <735ff@s.example>", null)]
    [InlineData(null, "report domain:f.audit.test", "s.example!a.audit.test!1!2.json.gz")]
    [InlineData(null, "Fwd: Report-Domain: <f.audit.test>", null)]
    [InlineData(null, null, "s.example!f.audit.test!1767312000!1767398399.json.gz")]
    [InlineData(null, null, "s.example!f.audit.test!1767312000!1767398399!unique.json")]
    [InlineData(null, null, "s.example%21f.audit.test%211767312000%211767398399.json")]
    [InlineData("s.example", "TLS report", "s.example!mail-f.audit.test!1767312000!1767398399.json.gz")]
    public void Without_a_domain_it_is_about_the_one_that_is_named_around_the_report(string? header, string? subject, string? fileName)
    {
        var envelope = new ReportEnvelope(ByMail: true, fileName, header, subject);

        Assert.Equal("f", Of("\"policy-type\": \"no-policy-found\"", envelope, "1"));
        Assert.Equal("b", Of("\"policy-domain\": \"b.audit.test\"", envelope, "1"));
    }

    [Theory]
    [InlineData("2025-09-20T00:00:00Z_idx1_f.audit.test", "f")]
    [InlineData("<735ff.e317@f.audit.test>", "f")]
    [InlineData("5065427c-23d3-47ca-b6e0-946ea0e8c4be", null)]
    [InlineData("xf.audit.test", null)]
    public void A_report_id_that_holds_the_domain_tells_it_at_last(string id, string? expected) =>
        Assert.Equal(expected, Of("\"policy-type\": \"no-policy-found\"", null, id));

    [Theory]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("report.json.gz")]
    [InlineData("Report Domain:")]
    [InlineData("Report Domain: -.-")]
    public void What_names_no_domain_leaves_a_report_about_none(string text)
    {
        var envelope = new ReportEnvelope(ByMail: true, text, text, text);

        Assert.Null(Of("\"policy-type\": \"no-policy-found\"", envelope, text));
    }

    private static string? Of(string policy, ReportEnvelope? envelope, string id)
    {
        var report = TlsReportParser.Parse($$"""{"organization-name": "s", "report-id": "{{id}}", "policies": [{"policy": { {{policy}} } }]}""").Value!;
        return ReportedReceiver.Of(Names, Catalogue.Study, Assert.Single(report.Policies), ReportedNames.Around(report, envelope))?.Name.ToString();
    }
}
