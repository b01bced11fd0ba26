using System.Text.Json;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Evidence;
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
}
