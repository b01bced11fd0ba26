using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts.Profile;

/// <summary>A profile in words, the same in the terminal, on the page and in exports.</summary>
public static class ProfileWording
{
    public static string Of(Conformance conformance) => conformance switch
    {
        Conformance.Conforms => "conforms",
        Conformance.ViolatesMust => "violates a MUST",
        Conformance.MissesShould => "misses a SHOULD",
        Conformance.ShownOnly => "shown only",
        Conformance.Undecided => "undecided",
        Conformance.DoesNotApply => "does not apply",
    };

    /// <summary>With what may still change: <c>conforms, so far</c>.</summary>
    public static string Of(ScenarioResult result) =>
        $"{Of(result.Conformance)}{(result is { IsFinal: false, Conformance: Conformance.Conforms } ? ", so far" : "")}";

    /// <summary>The counts, those that are zero left out.</summary>
    public static string Of(ConformanceCount count) => string.Join(", ", new[]
    {
        (count.Conforms, "conform"),
        (count.ViolatesMust, count.ViolatesMust == 1 ? "violates a MUST" : "violate a MUST"),
        (count.MissesShould, count.MissesShould == 1 ? "misses a SHOULD" : "miss a SHOULD"),
        (count.Undecided, "undecided"),
        (count.DoesNotApply, "not applicable"),
        (count.ShownOnly, "shown only"),
    }.Where(one => one.Item1 > 0).Select(one => $"{one.Item1} {one.Item2}"));

    /// <summary>What is asked: <c>refuses (MUST, …)</c>.</summary>
    public static string AskedAt(ScenarioResult result) => Asked(result.Expected, result.Level, result.Sections);

    /// <summary>As of a result.</summary>
    public static string AskedAt(Scenario scenario) => Asked(scenario.Expected, scenario.Requirement.Level, scenario.Requirement.Sections);

    private static string Asked(CompliantSender expected, RequirementLevel level, IReadOnlyList<string> sections) => level switch
    {
        RequirementLevel.Must => $"{Wording.Of(expected)} (MUST, {string.Join(", ", sections)})",
        RequirementLevel.Should => $"{Wording.Of(expected)} (SHOULD, {string.Join(", ", sections)})",
        RequirementLevel.May => $"{Wording.Of(expected)} (MAY, {string.Join(", ", sections)})",
        RequirementLevel.ShownOnly => expected == CompliantSender.Unspecified ? "no RFC says" : $"{Wording.Of(expected)} (a control)",
    };
}
