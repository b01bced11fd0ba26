using System.Buffers;
using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>
/// Clear text behind the 220, before TLS begins: a client that does not forget what it read ahead (RFC 3207 §4.2) takes it for the answer
/// to the EHLO that it sends over TLS. The counterpart of CVE-2011-0411 in clients; see "Why TLS is better without STARTTLS" (USENIX
/// Security 2021).
/// </summary>
internal sealed class ResponsesInjected : FaultyChannel
{
    /// <summary>It offers what no receiver offers, and offers nothing of what they do.</summary>
    public static ReadOnlySpan<byte> Injected => "250-mail.example\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN\r\n"u8;

    public override AfterReply Pass(SmtpVerb command, SmtpReply reply, IBufferWriter<byte> toClient)
    {
        var next = base.Pass(command, reply, toClient);
        if (next == AfterReply.Tls)
        {
            toClient.Write(Injected);
        }

        return next;
    }
}
