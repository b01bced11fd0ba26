using System.Text;
using System.Text.RegularExpressions;

namespace MtaStsAudit.Audit.Tests.PseudoTerminal;

/// <summary>What a terminal of a size shows after all that was written to it: as much of ECMA-48 as this program uses.</summary>
internal sealed partial class TerminalScreen(int columns, int rows)
{
    private readonly List<StringBuilder> lines = [new()];
    private int row;
    private int column;

    /// <summary>All lines, also those that have scrolled away.</summary>
    public IEnumerable<string> Lines => lines.Select(line => line.ToString().TrimEnd());

    /// <summary>What is in sight.</summary>
    public IReadOnlyList<string> Seen => [.. Lines.Skip(Math.Max(0, lines.Count - rows))];

    /// <summary>The lines where a word went over the edge and on at the beginning of the next one.</summary>
    public List<string> BrokenAt { get; } = [];

    public void Write(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (Sequence().Match(text, at) is { Success: true } sequence && sequence.Index == at)
            {
                Obey(sequence);
                at += sequence.Length;
            }
            else
            {
                Put(text[at++]);
            }
        }
    }

    private void Obey(Match sequence)
    {
        var number = int.TryParse(sequence.Groups[1].Value, out var given) ? given : 1;
        switch (sequence.Groups[2].Value)
        {
            case "A":
                row = Math.Max(Math.Max(0, lines.Count - rows), row - number);
                break;
            case "B":
                row = Math.Min(lines.Count - 1, row + number);
                break;
            case "K":
                lines[row].Clear();
                break;
            case "G":
                column = number - 1;
                break;
            default:
                // Colours, the cursor's looks and the like.
                break;
        }
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                column = 0;
                break;
            case '\n':
                Down();
                break;
            case < ' ':
                break;
            default:
                if (column == columns)
                {
                    if (character != ' ' && lines[row].Length > 0 && lines[row][^1] != ' ')
                    {
                        BrokenAt.Add(lines[row].ToString());
                    }

                    column = 0;
                    Down();
                }

                var line = lines[row];
                while (line.Length <= column)
                {
                    line.Append(' ');
                }

                line[column++] = character;
                break;
        }
    }

    private void Down()
    {
        row++;
        if (row == lines.Count)
        {
            lines.Add(new());
        }
    }

    [GeneratedRegex(@"\e\[\??([0-9]*)[0-9;]*([A-Za-z])")]
    private static partial Regex Sequence();
}
