using System.Globalization;

namespace MtaStsAudit.Model.Inbound;

/// <summary>Text from other people's servers on its way to a terminal or a page.</summary>
internal static class RemoteText
{
    private const int Longest = 400;

    /// <summary>One line of bounded length: a server's answer may hold escape sequences, or turn the direction of writing.</summary>
    public static string Printable(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(letter => IsInvisible(letter) ? ' ' : letter));
        return text.Length > Longest ? line + "…" : line;
    }

    // Text from DNS and SMTP is ASCII at heart; what lies beyond the first plane may go.
    private static bool IsInvisible(char letter) => char.GetUnicodeCategory(letter) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
