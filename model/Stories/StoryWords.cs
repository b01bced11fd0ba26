using System.Globalization;

namespace MtaStsAudit.Model.Stories;

/// <summary>The words of one line of a story, read from left to right.</summary>
internal sealed class StoryWords
{
    private readonly List<string> words = [];
    private int next;

    private StoryWords()
    {
    }

    public bool IsAtEnd => next >= words.Count;

    /// <summary>Words are parted by white space; what is in double quotes is one word; <c>#</c> begins a comment. Null: a quote is not closed.</summary>
    public static StoryWords? Split(string line)
    {
        var found = new StoryWords();
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            else if (line[at] == '#')
            {
                break;
            }
            else if (line[at] == '"')
            {
                var end = line.IndexOf('"', at + 1);
                if (end < 0)
                {
                    return null;
                }

                found.words.Add(line[(at + 1)..end]);
                at = end + 1;
            }
            else
            {
                var end = at;
                while (end < line.Length && !char.IsWhiteSpace(line[end]))
                {
                    end++;
                }

                found.words.Add(line[at..end]);
                at = end;
            }
        }

        return found;
    }

    public string? Peek() => IsAtEnd ? null : words[next];

    public string Take(string what) => IsAtEnd ? throw new StoryFault($"{what} is missing") : words[next++];

    public bool TakeIf(string word)
    {
        if (Peek() != word)
        {
            return false;
        }

        next++;
        return true;
    }

    public TimeSpan TakeTime(string what)
    {
        var word = Take(what);
        return TimeOf(word) ?? throw new StoryFault($"'{word}' is no time: seconds, or a number with s, m, h or d");
    }

    /// <summary>Seconds, or a number with its unit; null for anything else.</summary>
    public static TimeSpan? TimeOf(string word)
    {
        if (word.Length == 0)
        {
            return null;
        }

        var unit = word[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 0,
        };
        return double.TryParse(unit == 0 ? word : word[..^1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1e9
            ? TimeSpan.FromSeconds(number * Math.Max(unit, 1))
            : null;
    }
}

/// <summary>A line of a story cannot be read. It does not leave <see cref="StoryParser"/>.</summary>
internal sealed class StoryFault(string message) : Exception(message);
