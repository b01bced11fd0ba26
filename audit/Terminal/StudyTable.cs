using MtaStsAudit.Model.Verdicts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>The study's table: a row for each sender, a column for each receiver, and the verdict.</summary>
internal static class StudyTable
{
    private const int NarrowCell = 8;

    public static Table Of(IReadOnlyList<NamedReport> senders)
    {
        var letters = senders.SelectMany(sender => sender.Report.Outcomes).Select(outcome => outcome.Receiver).Distinct().Order().ToList();
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("sender");
        foreach (var letter in letters)
        {
            table.AddColumn(letter.ToString());
        }

        table.AddColumn("verdict");
        foreach (var (name, report) in senders)
        {
            IEnumerable<IRenderable> cells = letters.Select(letter => report.Outcomes.FirstOrDefault(outcome => outcome.Receiver == letter))
                .Select(outcome => outcome is null ? Printable.Text("-") : Cell(Wording.Of(outcome), Colours.Of(outcome)));
            table.AddRow([Printable.Text(name), .. cells, Cell(Wording.Of(report.Label), Colours.Of(report.Label))]);
        }

        return table;
    }

    // Two short lines a cell: eight columns have to fit beside each other.
    private static Text Cell(string words, Style style)
    {
        var safe = Printable.Of(words);
        var space = safe.Length > NarrowCell ? safe.IndexOf(' ', StringComparison.Ordinal) : -1;
        return new(space < 0 ? safe : $"{safe[..space]}\n{safe[(space + 1)..]}", style);
    }
}
