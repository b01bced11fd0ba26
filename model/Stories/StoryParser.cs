using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Stories;

/// <summary>Reads a story, one line an event. <c>docs/stories.md</c> explains its words.</summary>
public static class StoryParser
{
    private const int LongestStory = 1024 * 1024;

    /// <returns>The story, or the first line that cannot be read and why.</returns>
    public static Parsed<Story> Parse(string text)
    {
        if (text.Length > LongestStory)
        {
            return Parsed<Story>.Invalid("a story has at most 1,048,576 characters");
        }

        var builder = new StoryBuilder();
        var title = "";
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (title.Length == 0 && line.StartsWith('#'))
            {
                title = line.TrimStart('#').Trim();
            }

            try
            {
                Take(StoryWords.Split(line) ?? throw new StoryFault("a quote is not closed"), builder, number);
            }
            catch (StoryFault fault)
            {
                return Parsed<Story>.Invalid($"line {number}: {fault.Message}");
            }
        }

        return Parsed<Story>.Valid(builder.Build(title));
    }

    private static void Take(StoryWords words, StoryBuilder story, int line)
    {
        if (words.IsAtEnd)
        {
            return;
        }

        switch (words.Peek())
        {
            case "settle":
                words.Take("");
                story.Rules = story.Rules with { Settle = Positive(words.TakeTime("the settling time")) };
                break;
            case "window":
                words.Take("");
                story.Rules = story.Rules with { RetryWindow = Positive(words.TakeTime("the retry window")) };
                break;
            case "client":
                words.Take("");
                Client(words, story);
                break;
            case "inbound":
                words.Take("");
                story.Inbound = Named<InboundFinding>(words.Take("what the inbound check found"));
                story.InboundDomain = DomainName.TryParse(words.Take("the domain"), out var domain) ? domain : throw new StoryFault("that is no domain name");
                break;
            case "owner-picks":
                words.Take("");
                story.OwnSender = words.Take("a client's address or an organisational domain");
                break;
            case "no-self-checks":
                words.Take("");
                story.ChecksItself = false;
                break;
            case "self-checked-at":
                words.Take("");
                story.SelfCheckedAt = story.Start + words.TakeTime("the time");
                break;
            case "expect":
                words.Take("");
                story.Expectations.Add(StoryExpectations.Take(words, story.Start, line));
                break;
            default:
                StoryEvents.Take(words, story);
                break;
        }

        if (!words.IsAtEnd)
        {
            throw new StoryFault($"'{words.Peek()}' is one word too many");
        }
    }

    private static void Client(StoryWords words, StoryBuilder story)
    {
        var name = words.Take("the client's name");
        if (!IPAddress.TryParse(words.Take("the client's address"), out var address))
        {
            throw new StoryFault("that is no IP address");
        }

        string? host = null;
        string? helo = null;
        while (!words.IsAtEnd)
        {
            if (words.TakeIf("host"))
            {
                host = words.Take("the host name");
            }
            else if (words.TakeIf("ehlo"))
            {
                helo = words.Take("the EHLO name");
            }
            else
            {
                throw new StoryFault($"'{words.Peek()}' says nothing of a client: host, ehlo");
            }
        }

        if (!story.Clients.TryAdd(name, new(address, host, helo ?? host)))
        {
            throw new StoryFault($"there is a client '{name}' already");
        }
    }

    internal static T Named<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => NameOf(value!.Value) == word)
        ?? throw new StoryFault($"'{word}' is none of: {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");

    // CameUndecided is came-undecided.
    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, index) => char.IsAsciiLetterUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    internal static TimeSpan Positive(TimeSpan time) => time >= TimeSpan.Zero ? time : throw new StoryFault("that time is before nothing");
}
