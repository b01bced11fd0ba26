using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>A server that seems to be older than extensions: a client that goes on with HELO is never offered STARTTLS.</summary>
internal sealed class EhloAnswered502 : FaultyChannel
{
    public override ReadOnlySpan<byte> Answer(SmtpVerb verb) => verb == SmtpVerb.Ehlo ? "502 5.5.1 Command not implemented\r\n"u8 : [];
}
