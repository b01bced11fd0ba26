using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>STARTTLS is offered and does not work for now (RFC 3207 §4).</summary>
internal sealed class StartTlsAnswered454 : FaultyChannel
{
    public override ReadOnlySpan<byte> Answer(SmtpVerb verb) =>
        verb == SmtpVerb.StartTls ? "454 4.7.0 TLS not available due to local problem\r\n"u8 : [];
}
