using MtaStsAudit.Model.Verdicts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>The study's table: a row for each sender, a column for each receiver, and the verdict. On a narrow screen it lies on its side.</summary>
internal static class StudyTable
{
    private const int NarrowCell = 8;

    /// <summary>A line of a cell: "delivered".</summary>
    private const int CellLine = 9;

    /// <summary>Columns of a screen that eight columns of the table fit in.</summary>
    private const int Wide = 90;

    /// <summary>What an upright table of the study's six takes beside the senders' names: lines of cells, the verdict, and the borders.</summary>
    private const int BesideNames = 86;

    private const int ReceiverColumn = 14;
    private const int SenderColumn = 22;

    /// <param name="width">Of the screen, in characters.</param>
    /// <returns>One table; of a narrow screen as many as it takes.</returns>
    public static IEnumerable<Table> Of(IReadOnlyList<NamedReport> senders, int width) =>
        width >= Math.Max(Wide, BesideNames + senders.Select(sender => Printable.Of(sender.Name).Length).DefaultIfEmpty(0).Max()) ? [Upright(senders)] : senders.Chunk(Math.Max(1, (width - ReceiverColumn) / SenderColumn)).Select(Lying);

    // A row for each receiver, a column for each sender.
    private static Table Lying(IReadOnlyList<NamedReport> senders)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(["receiver", .. senders.Select(sender => Markup.Escape(Printable.Of(sender.Name)))]);
        foreach (var receiver in senders.SelectMany(sender => sender.Report.Outcomes).Select(outcome => outcome.Receiver).Distinct().Order())
        {
            table.AddRow([Printable.Text(receiver.ToString()), .. senders.Select(sender => sender.Report.Outcomes.FirstOrDefault(outcome => outcome.Receiver == receiver))
                .Select(outcome => outcome is null ? Printable.Text("-") : Printable.Text(Wording.Of(outcome), Colours.Of(outcome)))]);
        }

        table.AddRow([Printable.Text("verdict"), .. senders.Select(sender => Printable.Text(Wording.Of(sender.Report.Label), Colours.Of(sender.Report.Label)))]);
        return table;
    }

    private static Table Upright(IReadOnlyList<NamedReport> senders)
    {
        var receivers = senders.SelectMany(sender => sender.Report.Outcomes).Select(outcome => outcome.Receiver).Distinct().Order().ToList();
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("sender");
        foreach (var receiver in receivers)
        {
            table.AddColumn(receiver.ToString());
        }

        table.AddColumn("verdict");
        foreach (var (name, report) in senders)
        {
            IEnumerable<IRenderable> cells = receivers.Select(receiver => report.Outcomes.FirstOrDefault(outcome => outcome.Receiver == receiver))
                .Select(outcome => outcome is null ? Printable.Text("-") : Cell(Wording.Of(outcome), Colours.Of(outcome)));
            table.AddRow([Printable.Text(name), .. cells, Cell(Wording.Of(report.Label), Colours.Of(report.Label))]);
        }

        return table;
    }

    // Short lines: eight columns have to fit beside each other, and no word is broken.
    private static Text Cell(string words, Style style)
    {
        var safe = Printable.Of(words);
        if (safe.Length <= NarrowCell)
        {
            return new(safe, style);
        }

        List<string> lines = [];
        foreach (var word in safe.Split(' '))
        {
            // The outcome stands on a line of its own.
            if (lines.Count > 1 && lines[^1].Length + 1 + word.Length <= CellLine)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return new(string.Join('\n', lines), style);
    }
}
