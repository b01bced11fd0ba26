using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;
using Spectre.Console;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The results in a terminal: the verdicts, the matrix of scenarios and senders, and what differs between releases.</summary>
internal static class ZooText
{
    /// <summary>Columns of a screen that the table of verdicts fits in.</summary>
    private const int Wide = 90;

    private const int NameWidth = 24;
    private const int CellWidth = 3;

    // What is not a screen gets lines that fit one.
    private const int UsualWidth = 100;

    public static void Write(IAnsiConsole console, ZooReport report, bool isTerminal)
    {
        var width = isTerminal ? console.Profile.Width : UsualWidth;
        Verdicts(console, report, width);
        foreach (var rows in report.Senders.Index().Chunk(Math.Max(1, (width - NameWidth) / CellWidth)))
        {
            Matrix(console, report, rows);
        }

        Line(console, "");
        foreach (var part in ZooSigns.Legend.Split("   "))
        {
            Line(console, part);
        }

        Differences(console, report);
        foreach (var sender in report.LeftOut)
        {
            Line(console, $"Left out: {sender.Name} of {sender.Release}. {sender.Why}");
        }

        Line(console, "");
        Line(console, report.Summary);
    }

    private static void Verdicts(IAnsiConsole console, ZooReport report, int width)
    {
        if (width < Wide)
        {
            foreach (var (number, row) in report.Senders.Index())
            {
                Line(console, $"{number + 1,2} {row.Title}", new Style(decoration: Decoration.Bold));
                Line(console, $"   {Verdict(row)}", Colours.Of(row.Label));
                Line(console, $"   {ProfileWording.Of(row.Count(report.Scenarios))}");
            }

            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(["", "sender", "release", "verdict", "conforms", "violates", "misses", "undecided"]);
        foreach (var (number, row) in report.Senders.Index())
        {
            var count = row.Count(report.Scenarios);
            table.AddRow(Printable.Text($"{number + 1}"), Printable.Text(row.Name), Printable.Text(row.Release), Printable.Text(Verdict(row), Colours.Of(row.Label)),
                Printable.Text($"{count.Conforms}"), Printable.Text($"{count.ViolatesMust}"), Printable.Text($"{count.MissesShould}"), Printable.Text($"{count.Undecided}"));
        }

        console.Write(table);
    }

    // The senders' numbers stand above; a scenario a line.
    private static void Matrix(IAnsiConsole console, ZooReport report, IReadOnlyList<(int Number, ZooRow Row)> rows)
    {
        foreach (var family in report.Scenarios.GroupBy(scenario => scenario.Family))
        {
            Line(console, "");
            Line(console, $"{FamilyWords.TitleOf(family.Key).PadRight(NameWidth)}{string.Concat(rows.Select(row => $"{row.Number + 1,CellWidth}"))}", new Style(decoration: Decoration.Bold));
            foreach (var scenario in family)
            {
                console.Write(Printable.Text(scenario.Name.Value.PadRight(NameWidth)));
                foreach (var (_, row) in rows)
                {
                    var cell = row.At(scenario.Name);
                    console.Write(Printable.Text($"{ZooSigns.Of(cell),CellWidth}", cell is null ? Style.Plain : Colours.Of(cell.Conformance)));
                }

                console.WriteLine();
            }
        }
    }

    private static void Differences(IAnsiConsole console, ZooReport report)
    {
        var differences = report.Differences.ToList();
        if (differences.Count == 0)
        {
            return;
        }

        Line(console, "");
        Line(console, "What differs between releases:", new Style(decoration: Decoration.Bold));
        foreach (var difference in differences)
        {
            Line(console, $"{difference}.");
        }
    }

    private static string Verdict(ZooRow row) => Wording.Of(row.Label, row.IsFinal);

    private static void Line(IAnsiConsole console, string text, Style? style = null)
    {
        console.Write(Printable.Text(text, style));
        console.WriteLine();
    }
}
