using System.Text;
using MtaStsAudit.Model;

namespace MtaStsAudit.Probes.Smtp;

/// <summary>Commands and replies on a connection. It reads no more than a server may need to say.</summary>
internal sealed class SmtpDialogue(Stream stream)
{
    // RFC 5321 §4.5.3.1.5 allows 512 octets a line; some servers say more.
    private const int LongestLine = 2048;
    private const int MostLines = 128;

    private readonly byte[] buffer = new byte[4096];
    private int next;
    private int filled;

    /// <summary>Whether the server said more than it was asked for.</summary>
    public bool HasMore => next < filled;

    public async Task<Parsed<SmtpReply>> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        do
        {
            if (lines.Count == MostLines)
            {
                return Parsed<SmtpReply>.Invalid($"the reply has more than {MostLines} lines");
            }

            var line = await ReadLineAsync(cancellationToken);
            if (!line.IsValid)
            {
                return Parsed<SmtpReply>.Invalid(line.Error);
            }

            lines.Add(line.Value);
        }
        while (!SmtpReply.IsLast(lines[^1]));
        return SmtpReply.Parse(lines);
    }

    public async Task<Parsed<SmtpReply>> AskAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync(command, cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    public async Task SendAsync(string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private async Task<Parsed<string>> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestLine)
        {
            if (next == filled)
            {
                (next, filled) = (0, await stream.ReadAsync(buffer, cancellationToken));
                if (filled == 0)
                {
                    return Parsed<string>.Invalid("the connection was closed");
                }
            }

            var octet = buffer[next++];
            if (octet == '\n')
            {
                return Parsed<string>.Valid(line.ToString().TrimEnd('\r'));
            }

            line.Append((char)octet);
        }

        return Parsed<string>.Invalid($"a line has more than {LongestLine} octets");
    }
}
