using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>The parts that reasons are made of.</summary>
internal static class Phrases
{
    public static string Letters(IEnumerable<(Receiver Receiver, ReceiverOutcome Outcome)> rows) =>
        Joined([.. rows.Select(row => row.Receiver.Letter.ToString())]);

    public static string Deliveries(IEnumerable<(Receiver Receiver, ReceiverOutcome Outcome)> rows) =>
        Joined([.. rows.Select(row => $"{row.Receiver.Letter} was delivered {How(row.Receiver, row.Outcome)}")]);

    public static string Refusals(IReadOnlyList<(Receiver Receiver, ReceiverOutcome Outcome)> rows) =>
        $"{Letters(rows)} {(rows.Count == 1 ? "was" : "were")} refused by a sender that came and looked";

    public static string They(IReadOnlyList<(Receiver Receiver, ReceiverOutcome Outcome)> rows) => rows.Count switch
    {
        1 => "it publishes",
        2 => "both publish",
        _ => "all publish",
    };

    private static string How(Receiver receiver, ReceiverOutcome outcome) => (outcome.Kind, receiver.Certificate) switch
    {
        (OutcomeKind.DeliveredInClear, _) => "in clear text",
        (_, CertificateKind.UntrustedIssuer) => $"over {Wording.ProtocolOf(outcome)} with a certificate from an untrusted issuer",
        _ => $"over {Wording.ProtocolOf(outcome)}",
    };

    private static string Joined(IReadOnlyList<string> parts) => parts switch
    {
        [] => "",
        [var only] => only,
        _ => string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1],
    };
}
