using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Conform;

/// <summary>A conformance test for reading: what failed, what is undecided, what is known, and the counts last.</summary>
internal static class ConformanceText
{
    public static void Write(TextWriter text, ConformanceReport report)
    {
        foreach (var family in report.Tests.GroupBy(test => test.Family))
        {
            foreach (var test in family)
            {
                text.WriteLine(Printable.Of($"{Word(test.Outcome),-16} {FamilyWords.NameOf(test.Family)}: {test.Scenario}"));
                if (test.Outcome is TestOutcome.Failed or TestOutcome.Undecided or TestOutcome.KnownDeviation)
                {
                    text.WriteLine(Printable.Of($"                 {test.Asks} This one: {test.Did}"));
                }

                if (test is { Outcome: TestOutcome.KnownDeviation or TestOutcome.DeviationGone, Why: { } why })
                {
                    text.WriteLine(Printable.Of($"                 Known: {why}"));
                }
            }
        }

        text.WriteLine();
        text.WriteLine(Printable.Of($"{report.Sender}, {ConformanceLevelName.InWords(report.Level)}: {report.Summary}. The study's label: {Wording.Of(report.Audit)}."));
        if (report.Count(TestOutcome.DeviationGone) > 0)
        {
            text.WriteLine($"Take out of the known deviations: {string.Join(", ", report.Those(TestOutcome.DeviationGone).Select(test => test.Scenario))}.");
        }
    }

    private static string Word(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Passed => "passed",
        TestOutcome.Failed => "FAILED",
        TestOutcome.KnownDeviation => "known to deviate",
        TestOutcome.DeviationGone => "passed, at last",
        TestOutcome.Undecided => "UNDECIDED",
        TestOutcome.NotAsked => "not asked",
    };
}
