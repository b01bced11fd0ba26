using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>Whether a front does to a session what it is there for.</summary>
internal static class ChannelRule
{
    /// <param name="made">As in <see cref="CertificateRule.Fault"/>.</param>
    /// <returns>What is wrong; null: it is as designed.</returns>
    public static string? Fault(ChannelFault fault, Receiver receiver, MxProbe probe, string? made) => fault switch
    {
        ChannelFault.StartTlsAnswered454 => RefusedBy("454", probe),
        ChannelFault.StartTlsAnswered502 => RefusedBy("502", probe),
        ChannelFault.ClosedAfter220 or ChannelFault.GarbageAfter220 =>
            probe.Outcome == MxProbeOutcome.TlsFailed ? null : $"TLS should fail after the 220, and the probe ended with {probe.Outcome}.",
        ChannelFault.EhloAnswered502 => probe.Outcome is MxProbeOutcome.NoService or MxProbeOutcome.StartTlsNotOffered ? null : "EHLO should be answered 502.",
        ChannelFault.StartTlsHidden => probe.Outcome == MxProbeOutcome.StartTlsNotOffered ? null : "It offers STARTTLS and must not.",
        ChannelFault.StartTlsHiddenAtFirst => probe.Outcome == MxProbeOutcome.StartTlsNotOffered ? null : MailHostRule.TlsFault(receiver, probe, made),
        // A client that discards what came before the handshake meets a faultless host, one that does not fails.
        ChannelFault.ResponsesInjected => probe.Outcome == MxProbeOutcome.TlsFailed ? null : MailHostRule.TlsFault(receiver, probe, made),
    };

    public static string Words(ChannelFault fault) => fault switch
    {
        ChannelFault.StartTlsAnswered454 => "STARTTLS is answered 454, by design.",
        ChannelFault.StartTlsAnswered502 => "STARTTLS is answered 502, by design.",
        ChannelFault.ClosedAfter220 => "The connection is closed after the 220, by design.",
        ChannelFault.GarbageAfter220 => "No TLS follows the 220, by design.",
        ChannelFault.EhloAnswered502 => "EHLO is answered 502, by design.",
        ChannelFault.StartTlsHidden => "STARTTLS is hidden, by design.",
        ChannelFault.StartTlsHiddenAtFirst => "STARTTLS is hidden at first and then offered, by design.",
        ChannelFault.ResponsesInjected => "Replies follow the 220 in clear, by design.",
    };

    private static string? RefusedBy(string code, MxProbe probe) =>
        probe.Outcome == MxProbeOutcome.StartTlsRefused && probe.Detail.StartsWith(code, StringComparison.Ordinal) ? null : $"STARTTLS should be answered {code}, and the probe ended with {probe.Outcome}.";
}
