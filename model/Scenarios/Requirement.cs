namespace MtaStsAudit.Model.Scenarios;

/// <summary>How much an RFC asks, in the words of RFC 2119.</summary>
public enum RequirementLevel
{
    Must,
    Should,

    /// <summary>It may, and may do otherwise: who does otherwise fails nothing.</summary>
    May,

    /// <summary>No RFC asks anything: what a sender does is shown.</summary>
    ShownOnly,
}

/// <summary>What is asked of a sender at a scenario, and where it is written.</summary>
/// <param name="Sections">An RFC and its section each.</param>
public sealed record Requirement(RequirementLevel Level, params IReadOnlyList<string> Sections);
