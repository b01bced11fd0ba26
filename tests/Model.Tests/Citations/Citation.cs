using System.Globalization;
using System.Text.RegularExpressions;

namespace MtaStsAudit.Model.Tests.Citations;

/// <summary>A place that names a section of an RFC.</summary>
/// <param name="Context">The text that the section is cited for, without the citation: the comment with the code below it, or the lines around.</param>
internal sealed record Citation(string File, int Line, int Rfc, string Section, string Context)
{
    // "RFC 8461 §3.2, §3.3", "RFC 8461, Section 4.1", "[RFC 8461 §5.1](…)", "rfc8461.html#section-5.1": a section belongs to the RFC before it.
    private static readonly Regex Parts = new(
        @"\bRFC\s?(?<rfc>[0-9]{3,5})(?:\.html|\.txt)?|(?:§+\s?|\b[Ss]ections?[\s-])(?<section>[0-9]+(?:\.[0-9]+)*)", RegexOptions.IgnoreCase);

    private static readonly Regex Comment = new(@"^\s*(?:///?|//|#|--|<!--|@\*|\*)\s?");

    /// <summary>All citations of a file's lines. A section without an RFC before it in the line is one of some other document.</summary>
    public static IEnumerable<Citation> In(string file, IReadOnlyList<string> lines)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var rfc = 0;
            foreach (Match part in Parts.Matches(lines[index]))
            {
                if (part.Groups["rfc"].Success)
                {
                    rfc = int.Parse(part.Groups["rfc"].Value, CultureInfo.InvariantCulture);
                }
                else if (rfc > 0)
                {
                    yield return new(file, index + 1, rfc, part.Groups["section"].Value, ContextOf(lines, index));
                }
            }
        }
    }

    /// <summary>Why the citation is wrong; null when it fits.</summary>
    public string? Fault() => RfcSections.Find(Rfc, Section) is not { } section
        ? $"{File}:{Line} cites RFC {Rfc} §{Section}, which is not in the table: read it and add what it says."
        : section.Fits(Context) || IsExpected ? null
        : $"{File}:{Line} cites {section} and is about something else: {Context.Trim()}";

    // What a test expects to be shown is cited where it is made.
    private bool IsExpected => File.StartsWith("tests/", StringComparison.Ordinal) && Context.Contains("Assert.", StringComparison.Ordinal);

    private static string ContextOf(IReadOnlyList<string> lines, int index)
    {
        var (first, last) = (index, index);
        if (Comment.IsMatch(lines[index]))
        {
            while (first > 0 && Comment.IsMatch(lines[first - 1]))
            {
                first--;
            }

            while (last + 1 < lines.Count && Comment.IsMatch(lines[last + 1]))
            {
                last++;
            }

            // A rule that only cites stands above what follows it.
            last = Math.Min(last + 1, lines.Count - 1);
        }
        else
        {
            // An argument or a paragraph goes on over the lines around it.
            (first, last) = (Math.Max(first - 1, 0), Math.Min(last + 1, lines.Count - 1));
        }

        return Parts.Replace(string.Join('\n', lines.Skip(first).Take(last - first + 1)), "");
    }
}
