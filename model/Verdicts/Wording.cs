using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

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
        SupportLabel.Contested => "Contested",
        SupportLabel.Inconclusive => "Inconclusive",
    };

    /// <summary>The label, and whether it is so far only.</summary>
    public static string Of(AuditReport report) => Of(report.Label, report.IsFinal);

    /// <summary>A label, and whether it is so far only.</summary>
    public static string Of(SupportLabel label, bool isFinal) => isFinal || label is SupportLabel.Waiting or SupportLabel.Inconclusive or SupportLabel.Contested
        ? Of(label)
        : $"{Of(label)}, so far";

    public static string Of(OutboundFinding finding) => finding switch
    {
        OutboundFinding.Enforces => "enforces",
        OutboundFinding.Incomplete => "incomplete",
        OutboundFinding.DoesNotEnforce => "does not enforce",
        OutboundFinding.StrictTls => "strict TLS",
        OutboundFinding.Waiting => "waiting",
        OutboundFinding.Contested => "contested",
        OutboundFinding.Inconclusive => "inconclusive",
    };

    public static string Of(InboundFinding finding) => finding switch
    {
        InboundFinding.Enforce => "enforce",
        InboundFinding.Testing => "testing",
        InboundFinding.None => "none",
        InboundFinding.Absent => "no policy",
        InboundFinding.Broken => "broken",
        InboundFinding.NotChecked => "not checked",
    };

    public static string Of(ReceiverOutcome outcome) => outcome.Kind switch
    {
        // TLS with a server that no trusted CA vouches for is what the policy forbids.
        OutcomeKind.DeliveredOverTls when outcome.Expected == CompliantSender.Refuses => $"delivered {ProtocolOf(outcome)}, against the policy",
        OutcomeKind.DeliveredOverTls => $"delivered {ProtocolOf(outcome)}",
        OutcomeKind.DeliveredInClear => "delivered in clear",
        OutcomeKind.Refused => "refused",
        OutcomeKind.Contested => "contested",
        OutcomeKind.DeliveredInPrimeOnly => "prime only",
        OutcomeKind.CameUndecided => "came, undecided",
        OutcomeKind.NotSeen => "did not come",
        OutcomeKind.TestbedAtFault => "testbed at fault",
        OutcomeKind.Waiting => "waiting",
    };

    /// <summary>As in a sentence, not in a table's cell.</summary>
    internal static string InSentence(ReceiverOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.DeliveredOverTls => $"delivered over {ProtocolOf(outcome)}",
        OutcomeKind.DeliveredInPrimeOnly => "got mail only before the sender had to know the policy",
        OutcomeKind.DeliveredInClear or OutcomeKind.Refused or OutcomeKind.Contested or OutcomeKind.CameUndecided or OutcomeKind.NotSeen or OutcomeKind.TestbedAtFault
            or OutcomeKind.Waiting => Of(outcome),
    };

    /// <summary>An outcome while the audit is under way: a receiver that was met has something to show before the probe round.</summary>
    public static string SoFar(ReceiverOutcome outcome) =>
        outcome is { Kind: OutcomeKind.Waiting, Primed: not null } ? "met in the prime round" : Of(outcome);

    /// <summary>What a compliant sender does at a receiver.</summary>
    public static string Of(CompliantSender expected) => expected switch
    {
        CompliantSender.DeliversOverTls => "delivers over TLS",
        CompliantSender.DeliversInClear => "delivers in clear",
        CompliantSender.Refuses => "refuses",
        CompliantSender.Unspecified => "as it likes",
    };

    public static string Of(AuditPhase phase) => phase switch
    {
        AuditPhase.Prime => "prime",
        AuditPhase.Settling => "settling",
        AuditPhase.Probe => "probe",
        AuditPhase.Judged => "judged",
    };

    /// <summary>What the auditor does in a phase.</summary>
    public static string WhatNext(AuditPhase phase) => phase switch
    {
        AuditPhase.Prime => "Mail every address once.",
        AuditPhase.Settling => "Wait; do not mail yet.",
        AuditPhase.Probe => "Mail every address once more.",
        AuditPhase.Judged => "Read the verdict.",
    };

    /// <summary>Why a phase is there.</summary>
    public static string Why(AuditPhase phase) => phase switch
    {
        // RFC 8461 §5.1
        AuditPhase.Prime => "The first message to a domain may go out before its policy is fetched (RFC 8461 §5.1), so it does not count yet.",
        AuditPhase.Settling => "The sender has come to the receivers and has time to fetch their policies.",
        AuditPhase.Probe => "The sender has had time to learn the policies: what it does from now on counts.",
        AuditPhase.Judged => "What to do next is told with it.",
    };

    // OpenSSL writes TLSv1.3; the field says TLS 1.3.
    internal static string ProtocolOf(ReceiverOutcome outcome) =>
        outcome.Tls?.Protocol.Replace("TLSv", "TLS ", StringComparison.Ordinal) ?? "TLS";
}
