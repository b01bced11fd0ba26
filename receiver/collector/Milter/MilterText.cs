using System.Text;

namespace MtaStsAudit.Collector.Milter;

/// <summary>Reads the strings of a frame, each ended by a NUL.</summary>
internal static class MilterText
{
    /// <summary>What a sender may make us keep of one name or address.</summary>
    private const int LongestText = 1024;

    /// <summary>Takes the first string off; the last one may lack its NUL. Octets that are no UTF-8 become U+FFFD, over-long ones are cut.</summary>
    public static string Next(ref ReadOnlySpan<byte> payload)
    {
        var end = payload.IndexOf((byte)0);
        var text = Text(end < 0 ? payload : payload[..end]);
        payload = end < 0 ? [] : payload[(end + 1)..];
        return text;
    }

    /// <summary>The first string; empty when there is none.</summary>
    public static string First(ReadOnlySpan<byte> payload) => Next(ref payload);

    /// <summary>An address without its angle brackets, as it was given in MAIL or RCPT.</summary>
    public static string Address(ReadOnlySpan<byte> payload) => First(payload) switch
    {
        ['<', .. var inner, '>'] => inner,
        var bare => bare,
    };

    // NUL is no part of any text that PostgreSQL stores.
    private static string Text(ReadOnlySpan<byte> octets) =>
        Encoding.UTF8.GetString(octets[..Math.Min(octets.Length, LongestText)]);
}
