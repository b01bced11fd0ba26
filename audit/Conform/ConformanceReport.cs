using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Conform;

/// <summary>A conformance test of one mail server.</summary>
internal sealed record ConformanceReport(string Sender, ConformanceLevel Level, IReadOnlyList<ConformanceTest> Tests, AuditReport Audit)
{
    /// <param name="suite">What was mailed.</param>
    /// <param name="families">Those that count; empty: all.</param>
    public static ConformanceReport Of(AuditReport audit, Suite suite, ConformanceLevel level, IReadOnlyList<Family> families, KnownDeviations known) => new(
        audit.Sender?.Name ?? "no mail came",
        level,
        [
            .. from scenario in suite.Scenarios
               where families.Count == 0 || families.Contains(scenario.Family)
               orderby scenario.Family
               select ConformanceTest.Of(scenario, audit.Profile?.FirstOrDefault(result => result.Scenario == scenario.Name), level, known),
        ],
        audit);

    public int Count(TestOutcome outcome) => Tests.Count(test => test.Outcome == outcome);

    /// <summary>What is to be read first, in the order of its weight.</summary>
    public IEnumerable<ConformanceTest> Those(TestOutcome outcome) => Tests.Where(test => test.Outcome == outcome);

    /// <summary>The counts in a line.</summary>
    public string Summary => string.Join(", ", new[]
    {
        (Count(TestOutcome.Passed) + Count(TestOutcome.DeviationGone), "passed", true),
        (Count(TestOutcome.Failed), "failed", true),
        (Count(TestOutcome.KnownDeviation), "known to deviate", false),
        (Count(TestOutcome.Undecided), "undecided", true),
        (Count(TestOutcome.NotAsked), "not asked", false),
    }.Where(one => one.Item3 || one.Item1 > 0).Select(one => $"{one.Item1} {one.Item2}"));

    /// <remarks>A failure outweighs what is not known.</remarks>
    public int ExitCode => Count(TestOutcome.Failed) > 0 ? Commands.ExitCode.DoesNotConform : Count(TestOutcome.Undecided) > 0 ? Commands.ExitCode.StillWaiting : Commands.ExitCode.Done;
}
