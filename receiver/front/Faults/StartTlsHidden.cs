using System.Buffers;
using System.Text;
using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>RFC 3207 §6: an attacker deletes the line that offers STARTTLS; the client cannot know.</summary>
internal sealed class StartTlsHidden : FaultyChannel
{
    private const int CodeLength = 3;

    public override AfterReply Pass(SmtpVerb command, SmtpReply reply, IBufferWriter<byte> toClient)
    {
        if (command != SmtpVerb.Ehlo || reply.Code != 250)
        {
            return base.Pass(command, reply, toClient);
        }

        var shown = new List<byte>(reply.Octets.Length);
        var last = 0;
        for (var rest = reply.Octets; rest.Length > 0;)
        {
            var line = rest[..(rest.IndexOf((byte)'\n') + 1)];
            rest = rest[line.Length..];
            // The first line has the server's name.
            if (shown.Count == 0 || !OffersStartTls(line))
            {
                last = shown.Count;
                shown.AddRange(line);
            }
        }

        // RFC 5321 §4.2.1: a hyphen on every line but the last, which may have been the one that is gone.
        if (shown.Count > last + CodeLength && shown[last + CodeLength] == (byte)'-')
        {
            shown[last + CodeLength] = (byte)' ';
        }

        toClient.Write([.. shown]);
        return AfterReply.Dialogue;
    }

    private static bool OffersStartTls(ReadOnlySpan<byte> line)
    {
        var keyword = line[Math.Min(line.Length, CodeLength + 1)..].Trim(" \t\r\n"u8);
        var end = keyword.IndexOf((byte)' ');
        return Ascii.EqualsIgnoreCase(end < 0 ? keyword : keyword[..end], "STARTTLS"u8);
    }
}
