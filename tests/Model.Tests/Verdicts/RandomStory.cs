using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Stories;

namespace MtaStsAudit.Model.Tests.Verdicts;

/// <summary>Evidence as chance has it, in the words of stories: two hosts of a sender, a neighbour, and strangers.</summary>
internal static class RandomStory
{
    private static readonly string[] Departures =
    [
        "", "hanging-up", "hanging-up-after-ehlo", "asking-for-starttls", "cutting-the-handshake", "silent", "without-starttls", "told-530",
        "trying-passwords", "closed-by-receiver", "with-alert 40", "with-alert 48", "with-alert 80", "saying \"ehlo=1 noop=1 quit=1\"", "saying quit=1",
    ];

    private static readonly string[] Options = ["", "", "", "took 75", "audit 2", "in-clear", "without-log", "sni", "run r1", "times 3 every 100"];

    public static string Lines(int seed, int events = 14)
    {
        var random = new Random(seed);
        List<string> lines =
        [
            "client s 192.0.2.25 host mx1.sender.example", "client t 198.51.100.25 host mx2.sender.example", "client n 192.0.2.99",
            "client o 203.0.113.9 ehlo other.test",
        ];
        // Half of the senders behave, so that every verdict is met.
        if (random.Next(2) == 0)
        {
            lines.AddRange(["0 s delivers acef", "0 s leaves bd", "90 s delivers acef", "90 s leaves bd", "400 s leaves bd"]);
            events /= 4;
        }

        for (var number = random.Next(events + 1); number > 0; number--)
        {
            lines.Add(Event(random));
        }

        return string.Join('\n', lines);
    }

    public static Story Of(string lines)
    {
        var parsed = StoryParser.Parse(lines);
        Assert.True(parsed.Value is not null, parsed.Error);
        return parsed.Value!;
    }

    /// <summary>The same records in another order where their times are equal, numbered anew.</summary>
    public static Story Reordered(Story story, int seed)
    {
        var random = new Random(seed);
        return story with
        {
            Records = [.. story.Records.Select(record => (Record: record, By: random.Next())).OrderBy(one => one.Record.At).ThenBy(one => one.By)
                .Select((one, index) => one.Record with { Id = index + 1 })],
        };
    }

    private static string Event(Random random)
    {
        var time = random.Next(8) switch { 0 => random.Next(-200, 0), 7 => random.Next(0, 900_000), _ => random.Next(0, 1000) };
        var who = "ssssttno"[random.Next(8)];
        var letters = new string([.. "abcdef".Where(_ => random.Next(3) > 0)]);
        letters = letters.Length == 0 ? "b" : letters;
        var options = Options[random.Next(Options.Length)];
        return random.Next(5) switch
        {
            0 or 1 => $"{time} {who} delivers {letters} {options}",
            2 or 3 => $"{time} {who} leaves {letters} {Departures[random.Next(Departures.Length)]} {(options == "audit 2" ? "" : options)}",
            _ => $"{time} {who} fetches {letters}",
        };
    }
}
