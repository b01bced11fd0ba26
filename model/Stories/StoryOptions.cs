using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Stories;

/// <summary>What may follow the receivers in a line about sessions.</summary>
/// <param name="Messages">How many messages a session brings.</param>
/// <param name="Committed">Seconds of the story at which the records reach the store; null: as soon as the session is over.</param>
internal sealed record StoryOptions(
    int Times, TimeSpan Every, TimeSpan Took, TimeSpan? Committed, int Audit, bool InClear, bool LogIsDown, bool SendsServerName, string? Helo, string? Run, string? MailFrom,
    int Messages = 1)
{
    private const int MostTimes = 10_000;
    private const int MostMessages = 100;

    private static readonly StoryOptions None = new(1, TimeSpan.Zero, TimeSpan.FromMilliseconds(200), null, 1, false, false, false, null, null, null);

    public string? ServerName(Receiver receiver) => SendsServerName && receiver.Tls != TlsOffer.None ? $"mail-{receiver.Name}.audit.test" : null;

    public static StoryOptions Take(StoryWords words)
    {
        var options = None;
        while (words.Peek() is { } word)
        {
            words.Take(word);
            options = word switch
            {
                "times" => options with { Times = Number(words, MostTimes) },
                "every" => options with { Every = StoryParser.Positive(words.TakeTime("how long between")) },
                "took" => options with { Took = StoryParser.Positive(words.TakeTime("how long it took")) },
                "committed" => options with { Committed = words.TakeTime("when it was committed") },
                "messages" => options with { Messages = Number(words, MostMessages) },
                "audit" => options with { Audit = Number(words, 60_000) },
                "in-clear" => options with { InClear = true },
                "without-log" => options with { LogIsDown = true },
                "sni" => options with { SendsServerName = true },
                "ehlo" => options with { Helo = words.Take("the EHLO name") },
                "run" => options with { Run = words.Take("the run") },
                "mail-from" => options with { MailFrom = words.Take("the envelope sender") },
                _ => throw new StoryFault(
                    $"'{word}' is none of: times N, every TIME, messages N, took TIME, committed TIME, audit N, in-clear, without-log, sni, ehlo NAME, run NAME, mail-from ADDRESS"),
            };
        }

        return options;
    }

    private static int Number(StoryWords words, int most) =>
        int.TryParse(words.Take("a number"), out var number) && number >= 1 && number <= most ? number : throw new StoryFault($"that is no number from 1 to {most}");
}
