using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>The words for how sure an outcome is: whose it is, why it came about, whether it is for good.</summary>
public static class GradeWording
{
    /// <summary>The grades of an outcome in one line; empty where nothing was decided.</summary>
    public static string Of(ReceiverOutcome outcome) => string.Join("; ", new[]
    {
        outcome.Whose is { } whose ? Of(whose) : null,
        outcome.Why is { Count: > 0 } why ? string.Join(", ", why.Select(ground => Of(ground, outcome.Expected))) : null,
        outcome.ForGood is { } forGood ? Of(forGood, outcome) : null,
    }.OfType<string>());

    public static string Of(Attribution whose) => whose switch
    {
        Attribution.Exact => "surely this sender's",
        Attribution.OwnClient => "from a client of this sender",
        Attribution.NetworkOnly => "from its network only",
    };

    public static string Of(Ground ground, CompliantSender expected) => ground switch
    {
        Ground.RelayCommandsOnly => "it left by its own choice after a relay's commands",
        Ground.Controls => expected == CompliantSender.Refuses ? "the control without a policy was delivered" : "it belongs there",
        Ground.PolicyFetched => "it had fetched the policy",
        Ground.RefusedBefore => "it had refused here before",
        Ground.PolicyChanged => "the policy was gone from its host by then, or another in its place",
        Ground.TimeToFetch => "it had time to fetch the policy, and no fetch was seen",
    };

    private static string Of(Finality forGood, ReceiverOutcome outcome) => forGood switch
    {
        Finality.Once => "so far",
        Finality.Again => outcome.Kind == OutcomeKind.Refused ? $"it came {outcome.Tries} times and did the same" : "for good",
        Finality.WindowOver => "the retry window is over",
    };
}
