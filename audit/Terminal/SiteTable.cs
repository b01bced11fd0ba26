using MtaStsAudit.Model.SelfChecks;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>What a self-check found: receiver by receiver, with what to do about it.</summary>
internal static class SiteTable
{
    public static void Write(IAnsiConsole console, SiteReport report)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn("").NoWrap(), new TableColumn(""));
        foreach (var findings in report.Findings.GroupBy(finding => finding.Receiver))
        {
            if (table.Rows.Count > 0)
            {
                table.AddEmptyRow();
            }

            foreach (var finding in findings)
            {
                table.AddRow(
                    Printable.Text(finding.Receiver?.ToString() ?? "API"),
                    Printable.Text(Word(finding.State), Colour(finding.State)),
                    new Rows(Lines(finding)));
            }
        }

        console.Write(table);
        console.Write(Printable.Text($"{report.Site}: {Sentence(report)}", Colour(report.Overall)));
        console.WriteLine();
    }

    private static IEnumerable<Text> Lines(SiteFinding finding)
    {
        yield return Printable.Text($"{finding.Subject}: {finding.What}");
        if (finding.Advice is { } advice)
        {
            yield return Printable.Text($"→ {advice}");
        }
    }

    private static string Sentence(SiteReport report) => report.Overall switch
    {
        SiteState.AsDesigned => "all is as designed.",
        SiteState.NeedsCare => "all is as designed; something needs care soon.",
        SiteState.NotChecked => $"what could be checked is as designed; {Count(report, SiteState.NotChecked)} could not be checked from here.",
        SiteState.NotAsDesigned when Count(report, SiteState.NotChecked) is > 0 and var unknown =>
            $"{Count(report, SiteState.NotAsDesigned)} not as designed; {unknown} could not be checked from here.",
        SiteState.NotAsDesigned => $"{Count(report, SiteState.NotAsDesigned)} not as designed.",
    };

    private static int Count(SiteReport report, SiteState state) => report.Findings.Count(finding => finding.State == state);

    private static string Word(SiteState state) => state switch
    {
        SiteState.AsDesigned => "ok",
        SiteState.NeedsCare => "care",
        SiteState.NotChecked => "not checked",
        SiteState.NotAsDesigned => "wrong",
    };

    private static Style Colour(SiteState state) => new(state switch
    {
        SiteState.AsDesigned => Color.Green,
        SiteState.NotAsDesigned => Color.Red,
        SiteState.NeedsCare or SiteState.NotChecked => Color.Yellow,
    });
}
