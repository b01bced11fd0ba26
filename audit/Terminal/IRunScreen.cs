using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>Shows a run while it is under way.</summary>
internal interface IRunScreen
{
    Task<AuditReport> WatchAsync(AuditPlan plan, Func<Action<RunState>, Task<AuditReport>> watch);
}
