using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Conform;

/// <summary>How the test of one scenario came out.</summary>
internal enum TestOutcome
{
    Passed,
    Failed,

    /// <summary>It failed or is undecided, and is known not to pass.</summary>
    KnownDeviation,

    /// <summary>It passed, and was known to fail.</summary>
    DeviationGone,

    /// <summary>The evidence does not decide.</summary>
    Undecided,

    /// <summary>Nothing is asked that the level counts, or the question cannot be put to this mail server.</summary>
    NotAsked,
}

/// <summary>The test that one scenario is.</summary>
/// <param name="Asks">What is unusual there and what a compliant sender does, in a sentence.</param>
/// <param name="Did">What this mail server did.</param>
/// <param name="Why">Why it is known to deviate; null where it is not.</param>
internal sealed record ConformanceTest(ReceiverName Scenario, Family Family, TestOutcome Outcome, string Result, string Asks, string Did, string? Why = null)
{
    /// <param name="result">What the profile says; null where nothing was seen of the mail server at that scenario.</param>
    public static ConformanceTest Of(Scenario scenario, ScenarioResult? result, ConformanceLevel level, KnownDeviations known)
    {
        var why = known.ReasonAt(scenario.Name);
        if (result is null)
        {
            return new(scenario.Name, scenario.Family, Undecided(scenario.Requirement.Level, level, isKnown: why is not null),
                ProfileWording.Of(Conformance.Undecided), $"{scenario.Asks}.", "Nothing was seen of it there.", why);
        }

        return new(scenario.Name, scenario.Family, OutcomeOf(result, level, isKnown: why is not null), ProfileWording.Of(result),
            $"{result.Asks}. A compliant sender: {ProfileWording.AskedAt(result)}.", result.Did, why);
    }

    private static TestOutcome OutcomeOf(ScenarioResult result, ConformanceLevel level, bool isKnown) => result.Conformance switch
    {
        Conformance.Conforms => isKnown ? TestOutcome.DeviationGone : TestOutcome.Passed,
        Conformance.ViolatesMust => isKnown ? TestOutcome.KnownDeviation : TestOutcome.Failed,
        Conformance.MissesShould => !IsAsked(RequirementLevel.Should, level) ? TestOutcome.NotAsked : isKnown ? TestOutcome.KnownDeviation : TestOutcome.Failed,
        Conformance.Undecided => Undecided(result.Level, level, isKnown),
        Conformance.ShownOnly or Conformance.DoesNotApply => TestOutcome.NotAsked,
    };

    // What a mail server never comes to is as well known as what it does wrong.
    private static TestOutcome Undecided(RequirementLevel requirement, ConformanceLevel level, bool isKnown) =>
        !IsAsked(requirement, level) ? TestOutcome.NotAsked : isKnown ? TestOutcome.KnownDeviation : TestOutcome.Undecided;

    private static bool IsAsked(RequirementLevel requirement, ConformanceLevel level) => requirement switch
    {
        RequirementLevel.Must => true,
        RequirementLevel.Should => level == ConformanceLevel.Should,
        RequirementLevel.May or RequirementLevel.ShownOnly => false,
    };
}
