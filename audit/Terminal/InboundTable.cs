using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Verdicts;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>The findings of an inbound check: a row for each, with what to do about it.</summary>
internal static class InboundTable
{
    public static void Write(IAnsiConsole console, InboundReport report)
    {
        console.Write(Printable.Text($"{report.Domain} inbound: {Wording.Of(report.Overall)}", new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, ShowRowSeparators = true };
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn(""));
        foreach (var finding in report.Findings)
        {
            table.AddRow(Printable.Text(SeverityWords.Of(finding.Severity), Colour(finding.Severity)), new Rows(Seen(finding)));
        }

        console.Write(table);
    }

    private static IEnumerable<Text> Seen(Finding finding)
    {
        yield return Printable.Text($"{finding.Subject}: {finding.What} ({finding.Id}, {finding.Section})");
        if (finding is { Advice: { } advice, Severity: not Severity.Ok })
        {
            yield return Printable.Text($"→ {advice}");
        }
    }

    private static Style Colour(Severity severity) => new(severity switch
    {
        Severity.Ok => Color.Green,
        Severity.Warning => Color.Yellow,
        Severity.Error => Color.Red,
        Severity.Info or Severity.NotChecked => Color.Default,
    });
}
