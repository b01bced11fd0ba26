using System.Globalization;
using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Model.Verdicts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>For a terminal: the step and the receivers, redrawn in place. It clears itself away for the final report.</summary>
internal sealed class LiveScreen(IAnsiConsole console) : IRunScreen
{
    /// <summary>Columns of a screen where no row of the table takes a second line.</summary>
    private const int Wide = 120;

    /// <summary>Rows of a screen that hold the addresses, which were printed before, and all of this.</summary>
    private const int Tall = 32;

    private string? remark;

    public Task<AuditReport> WatchAsync(AuditPlan plan, Func<Action<RunState>, Task<AuditReport>> watch) =>
        console.Live(Printable.Text("Asking the testbed."))
            .AutoClear(true)
            .Overflow(VerticalOverflow.Ellipsis)
            .StartAsync(live => watch(state => live.UpdateTarget(Drawn(state))));

    internal IRenderable Drawn(RunState state)
    {
        remark = state.Remark ?? remark;
        // On a low screen the addresses and the step stay in sight: all that is said of the receivers has to fit below them.
        var isTall = console.Profile.Height >= Tall;
        List<IRenderable> rows = [Printable.Text($"Step {Wording.Of(state.Report.Phase)}: {state.WhatNext}{Countdown(state)}", new Style(decoration: Decoration.Bold))];
        rows.AddRange(isTall ? [Printable.Text(Wording.Why(state.Report.Phase)), Receivers(state)] : new IRenderable[] { ReceiversInShort(state) });
        if (state.Report is { Phase: AuditPhase.Judged, Awaits: { } awaits } report)
        {
            rows.Add(Printable.Text($"{Wording.Of(report)}. {awaits}{(report.AwaitsUntil is { } until ? $" The retry window is over at {until.UtcDateTime:HH:mm:ss}Z." : "")}"));
        }

        if (remark is not null)
        {
            rows.Add(Printable.Text(remark, new Style(Color.Grey)));
        }

        if (isTall)
        {
            rows.Add(Hint);
        }

        return new Rows(rows);
    }

    private static Text Hint => Printable.Text("Ctrl-C ends watching; the audit stays, and 'audit run --token' takes it up again.", new Style(Color.Grey));

    private static Text ReceiversInShort(RunState state) =>
        Printable.Text(string.Join("; ", state.Report.Outcomes.Select(outcome => $"{outcome.Receiver}: {Wording.SoFar(outcome)}")));

    // On a small screen the step and what was seen come first: what a receiver is stands in the guide.
    private Table Receivers(RunState state)
    {
        var isWide = console.Profile.Width >= Wide;
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(isWide ? ["receiver", "what it is", "a compliant sender", "seen"] : ["receiver", "a compliant sender", "seen"]);
        foreach (var outcome in state.Report.Outcomes)
        {
            var receiver = state.Plan.Site.Receivers.FirstOrDefault(one => one.Name == outcome.Receiver);
            table.AddRow(
            [
                Printable.Text(outcome.Receiver.ToString()),
                .. isWide ? [Printable.Text(receiver?.Intent)] : Array.Empty<Text>(),
                Printable.Text(Wording.Of(outcome.Expected)),
                Printable.Text(Wording.SoFar(outcome), Colours.Of(outcome)),
            ]);
        }

        return table;
    }

    private static string Countdown(RunState state) => state.UntilProbe is { } left
        ? string.Create(CultureInfo.InvariantCulture, $" {Math.Ceiling(left.TotalSeconds):0} s left.")
        : "";
}
