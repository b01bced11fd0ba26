using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>The parts that reasons are made of.</summary>
internal static class Phrases
{
    public static string Letters(IEnumerable<ReceiverResult> rows) => Joined([.. rows.Select(row => row.Receiver.Name.ToString()).Order(StringComparer.Ordinal)]);

    public static string Deliveries(IEnumerable<ReceiverResult> rows) => Joined(
    [
        .. rows.GroupBy(row => How(row.Receiver, row.Outcome))
            .Select(how => $"{Letters(how)} {(how.Skip(1).Any() ? "were" : "was")} delivered {how.Key}"),
    ]);

    public static string Refusals(IReadOnlyList<ReceiverResult> rows) =>
        $"{Letters(rows)} {(rows.Count == 1 ? "was" : "were")} refused by a sender that came, met what is offered and left";

    public static string They(IReadOnlyList<ReceiverResult> rows) => rows.Count switch
    {
        1 => "it publishes",
        2 => "both publish",
        _ => "all publish",
    };

    /// <summary>What is known of receivers at which nothing was decided until the retry window was over: a sentence.</summary>
    public static string Open(IReadOnlyList<ReceiverResult> rows) => string.Join(' ', rows.GroupBy(row => row.Outcome.Kind).Select(kind => kind.Key switch
    {
        OutcomeKind.CameUndecided => $"The sender came to {Letters(kind)} and left in a way that decides nothing.",
        OutcomeKind.DeliveredInPrimeOnly => $"{Letters(kind)} got mail only before the sender had to know the policy.",
        OutcomeKind.NotSeen => $"The sender did not come to {Letters(kind)}.",
        OutcomeKind.Waiting or OutcomeKind.DeliveredOverTls or OutcomeKind.DeliveredInClear or OutcomeKind.Refused or OutcomeKind.Contested or OutcomeKind.TestbedAtFault =>
            $"At {Letters(kind)} nothing is decided.",
    }));

    public static string Joined(IReadOnlyList<string> parts) => parts switch
    {
        [] => "",
        [var only] => only,
        _ => string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1],
    };

    private static string How(Receiver receiver, ReceiverOutcome outcome) =>
        (outcome.Kind == OutcomeKind.DeliveredInClear ? "in clear text"
        : receiver.Certificate == CertificateKind.UntrustedIssuer ? $"over {Wording.ProtocolOf(outcome)} with a certificate from an untrusted issuer"
        : $"over {Wording.ProtocolOf(outcome)}")
        + (outcome.Has(Ground.RefusedBefore) ? " after a first refusal" : "");
}
