using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>A report, and what to call its sender.</summary>
internal sealed record NamedReport(string Name, AuditReport Report)
{
    /// <summary>Named by what the evidence says of the sender: its organisation, a host name that leads back to it, or else its address.</summary>
    public static NamedReport Of(AuditReport report) => new(report.Sender?.Name ?? "no mail yet", report);
}
