using System.Text.Json;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>A report for machines: the API's own JSON, on several lines. Everything beyond ASCII is escaped.</summary>
internal static class ReportJson
{
    private static readonly AuditReportJson Indented = new(new JsonSerializerOptions(AuditReportJson.Default.Options) { WriteIndented = true });

    public static string PrintOnOneLine(AuditReport report) => JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport);

    public static string Print(AuditReport report) => JsonSerializer.Serialize(report, Indented.AuditReport);
}
