using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Sts;

/// <summary>One line of a policy, RFC 8461 §3.2.</summary>
/// <param name="Name">The field's name as a lenient sender reads it; empty for a line that is no field.</param>
/// <param name="Value">Its value, without the white space around it.</param>
/// <param name="Fault">Where the line leaves the ABNF, in words that go on from "line 2"; null where it does not.</param>
internal sealed record PolicyLine(string Name, string Value, string? Fault)
{
    private const char ByteOrderMark = '\uFEFF';

    // What the decoder puts in the place of octets that are no UTF-8.
    private const char Replacement = '\uFFFD';

    /// <param name="line">Without its CRLF or LF.</param>
    public static PolicyLine Parse(string line)
    {
        var text = line.Trim().Trim(ByteOrderMark);
        if (text.Trim().Length == 0)
        {
            return new("", "", "is empty");
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return new("", "", "is not 'key: value'");
        }

        var (name, value) = (text[..colon], text[(colon + 1)..].Trim(' ', '\t'));
        return new(name.Trim(), value, FaultOf(line, name, value));
    }

    // RFC 8461 §3.2: a name, the colon right after it, and a value with white space around it and nowhere else but within.
    private static string? FaultOf(string line, string name, string value) =>
        line[0] == ByteOrderMark ? "begins with a byte order mark"
        : char.IsWhiteSpace(line[0]) ? "is indented"
        : char.IsWhiteSpace(name[^1]) ? "has white space before the colon"
        : !TagList.IsName(name) ? $"has the name '{name}', which is not 1 to 32 letters, digits, '_', '-' and '.'"
        : value.Length == 0 ? "has no value"
        : line.Contains('\r', StringComparison.Ordinal) ? "has a carriage return that no line feed follows"
        : value.Any(character => character is < ' ' or '\u007f') ? "has a control character in its value"
        : value.Contains(Replacement, StringComparison.Ordinal) ? "has octets that are not UTF-8"
        : null;
}
