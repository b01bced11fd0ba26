using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>For files and pipes: one line whenever something changes.</summary>
internal sealed class PlainScreen(TextWriter writer) : IRunScreen
{
    private AuditPhase? phase;
    private readonly Dictionary<ReceiverName, string> outcomes = [];

    private string? awaited;

    public Task<AuditReport> WatchAsync(AuditPlan plan, Func<Action<RunState>, Task<AuditReport>> watch) => watch(Show);

    private void Show(RunState state)
    {
        if (state.Remark is { } remark)
        {
            Say(state, remark);
        }

        foreach (var outcome in state.Report.Outcomes)
        {
            var words = Wording.SoFar(outcome);
            var isNews = outcomes.TryGetValue(outcome.Receiver, out var before) ? words != before : outcome.Primed is not null;
            if (isNews)
            {
                outcomes[outcome.Receiver] = words;
                Say(state, $"{outcome.Receiver}: {words}");
            }
        }

        if (state.Report.Phase != phase)
        {
            phase = state.Report.Phase;
            Say(state, $"Step {Wording.Of(state.Report.Phase)}: {state.WhatNext} {Wording.Why(state.Report.Phase)}");
        }

        TellWhatIsAwaited(state);
    }

    // What it waits for, once for each state of it.
    private void TellWhatIsAwaited(RunState state)
    {
        if (state.Report is { Phase: AuditPhase.Judged, Awaits: { } awaits } report && awaits != awaited)
        {
            awaited = awaits;
            Say(state, $"{Wording.Of(report)}. {awaits}{(report.AwaitsUntil is { } until ? $" The retry window is over at {until.UtcDateTime:HH:mm:ss}Z." : "")}");
        }
    }

    private void Say(RunState state, string text)
    {
        writer.WriteLine($"{state.Now.UtcDateTime:HH:mm:ss} {Printable.Of(text)}");
        writer.Flush();
    }
}
