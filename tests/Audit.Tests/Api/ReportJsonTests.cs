using System.Text.Json;
using System.Text.Json.Nodes;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.Api;

public sealed class ReportJsonTests
{
    [Fact]
    public void A_report_survives_its_json_with_every_kind_of_evidence()
    {
        var report = new AuditStory().Delivers(0, "acef").Leaves(1, "b").Leaves(1, "d", SessionEnding.Lost, "ehlo=1 starttls=0/1", new TlsFailure(48, "unknown ca"))
            .Fetches(2, 'a', "192.0.2.25").Delivers(70, "acef").Leaves(71, "bd").JudgedAt(80);

        var again = JsonSerializer.Deserialize(ReportJson.Print(report), AuditReportJson.Default.AuditReport)!;

        Assert.Equal(JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport), JsonSerializer.Serialize(again, AuditReportJson.Default.AuditReport));
        Assert.Equal(report.Evidence.Select(record => record.What.GetType()), again.Evidence.Select(record => record.What.GetType()));
        Assert.Equal(report.Outcomes.Select(outcome => outcome.Kind), again.Outcomes.Select(outcome => outcome.Kind));
    }

    [Fact]
    public void Every_form_begins_with_its_version()
    {
        var report = new AuditStory().Delivers(0, "acef").JudgedAt(80);
        var inbound = new InboundReport(DomainName.Parse("example.com"), AuditStory.Start, InboundFinding.Absent, null, []);
        var site = SiteReport.Of(new SiteNames(DomainName.Parse("audit.test")), AuditStory.Start, []);

        Assert.All(
            [
                ReportJson.Print(report), ReportJson.PrintOnOneLine(report), JsonSerializer.Serialize(inbound, InboundReportJson.Default.InboundReport),
                JsonSerializer.Serialize(site, SiteReportJson.Default.SiteReport),
            ],
            json => Assert.Equal(("version", 1), JsonDocument.Parse(json).RootElement.EnumerateObject().Select(field => (field.Name, field.Value.GetInt32())).First()));
        Assert.All(JsonDocument.Parse(ReportJson.Print([new("x", report)])).RootElement.EnumerateArray(), one => Assert.Equal(1, one.GetProperty("report").GetProperty("version").GetInt32()));
    }

    [Fact]
    public void What_was_kept_before_there_were_versions_is_of_the_first()
    {
        var report = new AuditStory().Delivers(0, "acef").JudgedAt(80);
        var inbound = new InboundReport(DomainName.Parse("example.com"), AuditStory.Start, InboundFinding.Absent, null, []);

        var oldReport = WithoutVersion(ReportJson.Print(report));
        var oldInbound = WithoutVersion(JsonSerializer.Serialize(inbound, InboundReportJson.Default.InboundReport));

        Assert.Equal(1, JsonSerializer.Deserialize(oldReport, AuditReportJson.Default.AuditReport)!.Version);
        Assert.Equal(1, JsonSerializer.Deserialize(oldInbound, InboundReportJson.Default.InboundReport)!.Version);
    }

    private static string WithoutVersion(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        Assert.True(node.Remove("version"));
        return node.ToJsonString();
    }
}
