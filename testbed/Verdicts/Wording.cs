namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>The words for outcomes and labels: the same on the command line, in the web page and in exports.</summary>
public static class Wording
{
    public static string Of(SupportLabel label) => label switch
    {
        SupportLabel.FullSupport => "Full support",
        SupportLabel.PartialSupport => "Partial support",
        SupportLabel.NoSupport => "No support",
        SupportLabel.StrictTls => "Strict TLS",
        SupportLabel.Waiting => "Waiting",
        _ => "Inconclusive",
    };

    public static string Of(OutboundFinding finding) => finding switch
    {
        OutboundFinding.Enforces => "enforces",
        OutboundFinding.Incomplete => "incomplete",
        OutboundFinding.DoesNotEnforce => "does not enforce",
        OutboundFinding.StrictTls => "strict TLS",
        OutboundFinding.Waiting => "waiting",
        _ => "inconclusive",
    };

    public static string Of(ReceiverOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.DeliveredOverTls => $"delivered {ProtocolOf(outcome)}",
        OutcomeKind.DeliveredInClear => "delivered in clear",
        OutcomeKind.RefusedSeen => "refused, seen",
        OutcomeKind.NotSeen => "not seen",
        _ => "waiting",
    };

    // OpenSSL writes TLSv1.3; the field says TLS 1.3.
    internal static string ProtocolOf(ReceiverOutcome outcome) =>
        outcome.Tls?.Protocol.Replace("TLSv", "TLS ", StringComparison.Ordinal) ?? "TLS";
}
