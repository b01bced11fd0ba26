using System.Buffers.Text;
using System.Text;

namespace MtaStsAudit.Front.Smtp;

/// <summary>The commands that a front has to tell from others.</summary>
internal enum SmtpVerb
{
    Ehlo,
    StartTls,
    Data,
    Bdat,
    Other,
}

/// <summary>A line of a client that is no mail content.</summary>
/// <param name="ChunkSize">The octets of content that follow; of BDAT only.</param>
internal readonly record struct SmtpCommand(SmtpVerb Verb, long ChunkSize = 0)
{
    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>Read as Postfix reads it: capitals or not, blanks before it or not.</summary>
    public static SmtpCommand Parse(ReadOnlySpan<byte> line)
    {
        var rest = line;
        var verb = Word(ref rest);
        return Is(verb, "EHLO") ? new(SmtpVerb.Ehlo)
            : Is(verb, "STARTTLS") ? new(SmtpVerb.StartTls)
            : Is(verb, "DATA") ? new(SmtpVerb.Data)
            // RFC 3030 §2: the content follows at once, so many octets of it.
            : Is(verb, "BDAT") ? new(SmtpVerb.Bdat, Number(Word(ref rest)))
            : new(SmtpVerb.Other);
    }

    private static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(Blanks);
        var end = rest.IndexOfAny(Blanks);
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    private static bool Is(ReadOnlySpan<byte> word, string verb) => Ascii.EqualsIgnoreCase(word, verb);

    // What is no number is followed by no content: Postfix refuses the command.
    private static long Number(ReadOnlySpan<byte> word) =>
        !word.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Utf8Parser.TryParse(word, out long size, out _) ? size : 0;
}
