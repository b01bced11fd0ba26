using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Runs;

/// <summary>Watches an audit until it is judged or time is up, and mails its rounds if it is to.</summary>
internal sealed class AuditRun(TestbedApi api, AuditPlan plan, RoundMailer? mailer, TimeProvider time)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(1);

    // A collector that is being replaced is away for a moment; the evidence is not.
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromMinutes(1);

    // The verdict does not wait for the receivers that decide nothing; the table's readers would like to see them.
    private static readonly TimeSpan Afterglow = TimeSpan.FromSeconds(15);

    // A queue that takes one domain after the other, and waits for a policy host that is silent, comes to the next one as late as this.
    private static readonly TimeSpan LeastForProfile = TimeSpan.FromSeconds(45);

    // A sender that fetches policies late is not told off for what it did before: RFC 8461 §5.1. Some fetch every five minutes.
    private const int SettlingTimesBeforeBlame = 5;

    private readonly long began = time.GetTimestamp();
    private ReportAt? last;
    private long lastAnswer = time.GetTimestamp();
    private long? settledSince;

    /// <returns>The last report there was.</returns>
    public async Task<AuditReport> WatchAsync(Action<RunState> show, CancellationToken cancellationToken)
    {
        // Asked before anything is mailed: mail that nobody could report on is not worth sending.
        last = await api.ReportAsync(plan.Token, cancellationToken);
        var remark = mailer is null ? null : await mailer.PrimeAsync(cancellationToken);
        while (true)
        {
            show(RunState.Of(plan, last, remark));
            if (IsOver(last.Report) || time.GetElapsedTime(began) >= plan.Timeout)
            {
                return last.Report;
            }

            await Task.Delay(BetweenReports, time, cancellationToken);
            remark = await AskAsync(cancellationToken) ?? await ProbeAsync(cancellationToken);
        }
    }

    /// <returns>What went wrong, if it may still come right.</returns>
    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            last = await api.ReportAsync(plan.Token, cancellationToken);
            lastAnswer = time.GetTimestamp();
            return null;
        }
        catch (CommandFault fault) when (time.GetElapsedTime(lastAnswer) < LongestAbsence)
        {
            return $"Asking again: {fault.Message.Split('\n')[0]}";
        }
    }

    private async Task<string?> ProbeAsync(CancellationToken cancellationToken)
    {
        var remark = mailer is null ? null : await mailer.ProbeAsync(last!, cancellationToken);
        if (remark is not null)
        {
            settledSince = null;
        }

        return remark;
    }

    private bool IsOver(AuditReport report)
    {
        if (report.Phase != AuditPhase.Judged || !IsEnough(report))
        {
            settledSince = null;
            return false;
        }

        settledSince ??= time.GetTimestamp();
        var settledFor = time.GetElapsedTime(settledSince.Value);
        if (IsProfileOpen(report) && settledFor < ProfilePatience)
        {
            return false;
        }

        return report.IsFinal
            ? report.Outcomes.All(outcome => outcome.Kind != OutcomeKind.Waiting) || settledFor >= Afterglow
            : settledFor >= (report.Label == SupportLabel.FullSupport ? Afterglow : PatienceInAll);
    }

    // What changes with time is tried again after that.
    private TimeSpan ProfilePatience =>
        (PatienceInAll > LeastForProfile ? PatienceInAll : LeastForProfile) + new AuditRules(TimeSpan.FromSeconds(plan.Site.SettleSeconds), TimeSpan.Zero).UntilChange;

    private TimeSpan PatienceInAll => TimeSpan.FromSeconds(plan.Site.SettleSeconds) * SettlingTimesBeforeBlame;

    // Whether a scenario beyond the study that was mailed has not come out yet: a queue takes one after the other.
    private bool IsProfileOpen(AuditReport report) => plan.Receivers
        .Where(receiver => !receiver.Name.IsOfStudy && Catalogue.FindScenario(receiver.Name) is not { IsRightlyUnmet: true })
        .Any(receiver => report.Profile?.FirstOrDefault(result => result.Scenario == receiver.Name) is not { } result || result.Conformance == Conformance.Undecided);

    // Full support that may still turn out otherwise is waited for, unless the auditor is content with it. Everything else is known well enough.
    private bool IsEnough(AuditReport report) => report.IsFinal || report.Label != SupportLabel.FullSupport || plan.AcceptsSoFar;
}
