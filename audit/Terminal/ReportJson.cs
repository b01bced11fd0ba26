using System.Text.Json;
using System.Text.Json.Nodes;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>A report for machines: the API's own JSON, on several lines. Everything beyond ASCII is escaped.</summary>
internal static class ReportJson
{
    private static readonly AuditReportJson Indented = new(new JsonSerializerOptions(AuditReportJson.Default.Options) { WriteIndented = true });

    public static string PrintOnOneLine(AuditReport report) => JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport);

    /// <summary>Several, each with the name of its sender: <c>[{ "name": …, "report": … }]</c>.</summary>
    public static string Print(IEnumerable<NamedReport> reports) => new JsonArray(
        [.. reports.Select(one => new JsonObject { ["name"] = one.Name, ["report"] = JsonSerializer.SerializeToNode(one.Report, AuditReportJson.Default.AuditReport) })])
        .ToJsonString(Indented.Options);

    public static string Print(AuditReport report) => JsonSerializer.Serialize(report, Indented.AuditReport);
}
