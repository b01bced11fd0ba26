using System.Globalization;
using System.Text;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>
/// Makes text safe for a terminal. Senders choose their EHLO names, addresses and user agents, and a remote API its sentences: none
/// of it may move the cursor, colour the screen, turn the direction of writing or fill the page.
/// </summary>
internal static class Printable
{
    private const int LongestLine = 1000;

    public static string Of(string? text)
    {
        var safe = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (safe.Length >= LongestLine)
            {
                safe.Append('…');
                break;
            }

            safe.Append(IsSafe(rune) ? rune.ToString() : "\uFFFD");
        }

        return safe.ToString();
    }

    /// <summary>For Spectre: <see cref="Spectre.Console.Text"/> reads no markup.</summary>
    public static Text Text(string? text, Style? style = null) => new(Of(text), style);

    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
