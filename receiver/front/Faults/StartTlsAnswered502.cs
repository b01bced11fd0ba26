using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>STARTTLS is offered, and then not known.</summary>
internal sealed class StartTlsAnswered502 : FaultyChannel
{
    public override ReadOnlySpan<byte> Answer(SmtpVerb verb) =>
        verb == SmtpVerb.StartTls ? "502 5.5.1 Command not implemented\r\n"u8 : [];
}
