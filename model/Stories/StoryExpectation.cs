using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Stories;

/// <summary>What a story's verdict is to be at a time.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Label">The label; null: any.</param>
/// <param name="IsNot">Any label but that one.</param>
/// <param name="IsFinal">Null: either way.</param>
/// <param name="Because">Words that the reason holds.</param>
/// <param name="Outcomes">What became of single receivers.</param>
/// <param name="Scenarios">How single scenarios came out in the profile.</param>
public sealed record StoryExpectation(
    int Line,
    DateTimeOffset At,
    SupportLabel? Label,
    bool IsNot,
    bool? IsFinal,
    IReadOnlyList<string> Because,
    IReadOnlyList<ExpectedOutcome> Outcomes,
    IReadOnlyList<ExpectedConformance> Scenarios)
{
    /// <summary>What is otherwise in a report: a phrase for each difference; empty when all is as expected.</summary>
    public IReadOnlyList<string> Differences(AuditReport report)
    {
        List<string> differences = [];
        if (Label is { } label && (report.Label == label) == IsNot)
        {
            differences.Add($"the verdict is {Wording.Of(report.Label)}, not {(IsNot ? "another" : Wording.Of(label))}");
        }

        if (IsFinal is { } isFinal && report.IsFinal != isFinal)
        {
            differences.Add(report.IsFinal ? "it is final" : "it is not final");
        }

        differences.AddRange(Because.Where(words => !report.Reason.Contains(words, StringComparison.OrdinalIgnoreCase)).Select(words => $"the reason does not say '{words}'"));
        differences.AddRange(Outcomes.Select(expected => expected.Difference(report.Outcomes.FirstOrDefault(outcome => outcome.Receiver == expected.Receiver))).OfType<string>());
        differences.AddRange(Scenarios.Select(expected => expected.Difference(report.Profile?.FirstOrDefault(result => result.Scenario == expected.Scenario))).OfType<string>());
        return differences;
    }

    /// <summary>Whether a report answers less than the evidence allows, and nothing wrong.</summary>
    public bool IsWithheldBy(AuditReport report) =>
        Label is { } label && !IsNot && report.Label != label
        && label is not (SupportLabel.Waiting or SupportLabel.Inconclusive)
        && report.Label is SupportLabel.Waiting or SupportLabel.Inconclusive;
}

/// <param name="ForGood">Null: any.</param>
/// <param name="Whose">Null: any.</param>
public sealed record ExpectedOutcome(ReceiverName Receiver, OutcomeKind Kind, Finality? ForGood, Attribution? Whose)
{
    /// <summary>A phrase; null when the outcome is as expected.</summary>
    public string? Difference(ReceiverOutcome? outcome) =>
        outcome is null ? $"there is no outcome at {Receiver}"
        : outcome.Kind != Kind ? $"{Receiver} is '{Wording.Of(outcome)}'"
        : ForGood is { } forGood && outcome.ForGood != forGood ? $"{Receiver} is '{outcome.ForGood}', not '{forGood}'"
        : Whose is { } whose && outcome.Whose != whose ? $"{Receiver} is '{outcome.Whose}', not '{whose}'"
        : null;
}

/// <param name="Conformance">Null: the scenario is not in the profile.</param>
public sealed record ExpectedConformance(ReceiverName Scenario, Conformance? Conformance)
{
    /// <summary>A phrase; null when it is as expected.</summary>
    public string? Difference(ScenarioResult? result) =>
        result?.Conformance == Conformance ? null : $"{Scenario} {(result is null ? "was not met" : $"'{ProfileWording.Of(result.Conformance)}': {result.Did}")}";
}
