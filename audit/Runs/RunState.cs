using MtaStsAudit.Audit.Api;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Runs;

/// <summary>A moment of a run, for whoever shows it.</summary>
/// <param name="Now">The time at the testbed.</param>
/// <param name="Remark">What has just happened beside the report; null when nothing has.</param>
internal sealed record RunState(AuditPlan Plan, AuditReport Report, DateTimeOffset Now, string? Remark)
{
    public static RunState Of(AuditPlan plan, ReportAt at, string? remark) => new(plan, at.Report, at.Now, remark);

    /// <summary>What the auditor does in this step.</summary>
    public string WhatNext => Plan.MailsItself && Report.Phase != AuditPhase.Judged
        ? "Nothing to do: the rounds are mailed for you."
        : Wording.WhatNext(Report.Phase);

    /// <summary>How long until mail counts; null when it does already, or that is not known yet.</summary>
    public TimeSpan? UntilProbe =>
        Report.Phase == AuditPhase.Settling && Report.ProbeFrom is { } from && from > Now ? from - Now : null;
}
