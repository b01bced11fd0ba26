using System.Globalization;
using System.Text;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The results for people: who was audited, who obeys what, and what differs between releases.</summary>
internal static class ZooMarkdown
{
    public static string Print(ZooReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Who honours MTA-STS\n\n{report.Summary} Suite {report.Suite}, {report.At.UtcDateTime:yyyy-MM-dd}, rules {report.RulesVersion}; made by `audit zoo`.\n\n");
        Verdicts(text, report);
        Differences(text, report);
        LeftOut(text, report);
        foreach (var release in report.Releases)
        {
            Matrix(text, report, [.. report.Senders.Where(row => row.Release == release)], release);
        }

        return text.ToString();
    }

    private static void Verdicts(StringBuilder text, ZooReport report)
    {
        text.Append("| sender | release | verdict | conforms | violates a MUST | misses a SHOULD | undecided | software |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var row in report.Senders)
        {
            var count = row.Count(report.Scenarios);
            text.Append($"| {Cell(row.Name)} | {row.Release} | {Wording.Of(row.Label, row.IsFinal)} | {count.Conforms} | {count.ViolatesMust} | {count.MissesShould} | {count.Undecided} | {Cell(row.Software)} |\n");
        }

        text.Append('\n');
        foreach (var kind in report.Senders.DistinctBy(row => row.Name))
        {
            text.Append($"- **{Cell(kind.Name)}**: {Cell(kind.About)}.\n");
        }
    }

    private static void Differences(StringBuilder text, ZooReport report)
    {
        var differences = report.Differences.ToList();
        if (differences.Count == 0)
        {
            return;
        }

        text.Append("\n## What differs between releases\n\n| scenario | sender | result |\n|---|---|---|\n");
        foreach (var difference in differences)
        {
            text.Append($"| `{difference.Scenario}` | {Cell(difference.Sender)} | {string.Join("; ", difference.Results.Select(result => $"{result.Release}: {ProfileWording.Of(result.Conformance)}"))} |\n");
        }
    }

    private static void LeftOut(StringBuilder text, ZooReport report)
    {
        if (report.LeftOut.Count == 0)
        {
            return;
        }

        text.Append("\n## Left out\n\n");
        foreach (var sender in report.LeftOut)
        {
            text.Append($"- {Cell(sender.Name)} of {sender.Release}: {Cell(sender.Why)}\n");
        }
    }

    private static void Matrix(StringBuilder text, ZooReport report, IReadOnlyList<ZooRow> rows, string release)
    {
        text.Append($"\n## {char.ToUpperInvariant(release[0])}{release[1..]}\n\n{ZooSigns.Legend}\n\n| scenario | {string.Join(" | ", rows.Select(row => Cell(row.Name)))} |\n|---|{string.Concat(rows.Select(_ => ":-:|"))}\n");
        foreach (var family in report.Scenarios.GroupBy(scenario => scenario.Family))
        {
            text.Append($"| **{FamilyWords.TitleOf(family.Key)}** |{string.Concat(rows.Select(_ => " |"))}\n");
            foreach (var scenario in family)
            {
                text.Append($"| `{scenario.Name}` | {string.Join(" | ", rows.Select(row => ZooSigns.Of(row.At(scenario.Name))))} |\n");
            }
        }
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
