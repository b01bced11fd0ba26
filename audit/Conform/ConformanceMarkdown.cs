using System.Text;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Conform;

/// <summary>A conformance test for a pull request: the counts by family, then what failed, is undecided, or is known.</summary>
internal static class ConformanceMarkdown
{
    public static string Print(ConformanceReport report)
    {
        var text = new StringBuilder();
        text.Append($"### MTA-STS conformance of {Cell(report.Sender)}: {report.Summary}\n\n");
        text.Append($"Asked is {ConformanceLevelName.InWords(report.Level)} of RFC 8461. The study's label: {Wording.Of(report.Audit)}.\n\n");
        text.Append("| family | passed | failed | known to deviate | undecided | not asked |\n|---|---|---|---|---|---|\n");
        foreach (var family in report.Tests.GroupBy(test => test.Family))
        {
            text.Append($"| {FamilyWords.TitleOf(family.Key)} | {Count(family, TestOutcome.Passed, TestOutcome.DeviationGone)} | {Count(family, TestOutcome.Failed)} "
                + $"| {Count(family, TestOutcome.KnownDeviation)} | {Count(family, TestOutcome.Undecided)} | {Count(family, TestOutcome.NotAsked)} |\n");
        }

        Append(text, report, TestOutcome.Failed, "Failed");
        Append(text, report, TestOutcome.Undecided, "Undecided");
        Append(text, report, TestOutcome.KnownDeviation, "Known to deviate");
        Append(text, report, TestOutcome.DeviationGone, "Known to deviate, and conforms now");
        return text.ToString();
    }

    private static void Append(StringBuilder text, ConformanceReport report, TestOutcome outcome, string title)
    {
        if (report.Count(outcome) == 0)
        {
            return;
        }

        text.Append($"\n**{title}**\n\n| scenario | result | asked | did |\n|---|---|---|---|\n");
        foreach (var test in report.Those(outcome))
        {
            text.Append($"| `{test.Scenario}` | {Cell(test.Why is { } why ? $"{test.Result}: {why}" : test.Result)} | {Cell(test.Asks)} | {Cell(test.Did)} |\n");
        }
    }

    private static int Count(IEnumerable<ConformanceTest> tests, params TestOutcome[] outcomes) => tests.Count(test => outcomes.Contains(test.Outcome));

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
