using System.Globalization;
using MtaStsAudit.Audit.Judging;
using MtaStsAudit.Model.Verdicts;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>What the judge says of files, for reading.</summary>
internal static class JudgedText
{
    /// <summary>One file: each verdict with the table, the grades and the reasons.</summary>
    public static void Write(IAnsiConsole console, JudgedFile file)
    {
        console.Write(Line(file.Title));
        foreach (var verdict in file.Verdicts)
        {
            if (verdict.Expected is { } expected)
            {
                console.WriteLine();
                console.Write(Line(string.Create(CultureInfo.InvariantCulture, $"Line {expected.Line}: judged at {verdict.Report.JudgedAt:yyyy-MM-dd HH:mm:ss}Z")));
            }

            ReportText.Write(console, [NamedReport.Of(verdict.Report)]);
            console.Write(Line(verdict.Differences.Count == 0 ? "As expected." : $"Not as expected: {string.Join("; ", verdict.Differences)}.",
                new Style(verdict.Differences.Count == 0 ? Color.Green : Color.Red)));
        }
    }

    /// <summary>Many files: how many are right, what is wrong with the others.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<JudgedFile> files)
    {
        foreach (var file in files.Where(file => !file.IsAsExpected))
        {
            console.Write(Line($"{file.Path}: {file.Title}", new Style(Color.Red)));
            foreach (var verdict in file.Verdicts.Where(verdict => verdict.Differences.Count > 0))
            {
                console.Write(Line($"  line {verdict.Expected?.Line}: {string.Join("; ", verdict.Differences)}"));
                console.Write(Line($"  {Wording.Of(verdict.Report)}: {verdict.Report.Reason}"));
            }
        }

        var withheld = files.Count(file => file.IsWithheld);
        var wrong = files.Count(file => !file.IsAsExpected) - withheld;
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("judged", "right", "wrong", "undecided");
        table.AddRow($"{files.Count}", $"{files.Count - wrong - withheld}", $"{wrong}", $"{withheld}");
        console.Write(table);
    }

    private static Text Line(string text, Style? style = null) => new($"{Printable.Of(text)}\n", style);
}
