using System.Buffers.Text;

namespace MtaStsAudit.Front.Smtp;

/// <summary>A whole reply of a server, with the ends of its lines (RFC 5321 §4.2.1).</summary>
internal readonly ref struct SmtpReply
{
    private const int CodeLength = 3;

    private SmtpReply(ReadOnlySpan<byte> octets) => Octets = octets;

    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>0 for what is no reply.</summary>
    public int Code => Octets.Length > CodeLength && Utf8Parser.TryParse(Octets[..CodeLength], out int code, out var length) && length == CodeLength ? code : 0;

    /// <returns>False while the last line is still to come.</returns>
    public static bool TryRead(ReadOnlySpan<byte> octets, out SmtpReply reply)
    {
        var length = 0;
        while (octets[length..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            var isLast = IsLast(octets.Slice(length, end));
            length += end + 1;
            if (isLast)
            {
                reply = new(octets[..length]);
                return true;
            }
        }

        reply = default;
        return false;
    }

    // RFC 5321 §4.2.1: a hyphen behind the code says that lines follow.
    private static bool IsLast(ReadOnlySpan<byte> line) => line.Length <= CodeLength || line[CodeLength] != (byte)'-';
}
