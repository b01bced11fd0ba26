using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Stories;

/// <summary>How a client leaves a receiver without mail.</summary>
/// <param name="Clear">The commands where no TLS is offered.</param>
/// <param name="Tls">The commands where it is.</param>
/// <param name="Handshake">Whether the handshake completes where TLS is offered.</param>
/// <param name="Failure">Why it does not.</param>
internal sealed record StoryDeparture(string Clear, string Tls, SessionEnding Ending, bool Handshake, TlsFailure? Failure, string? LastCommand)
{
    private static readonly TlsParameters Tls13 = new("TLSv1.3", "TLS_AES_256_GCM_SHA384");

    public static StoryDeparture Take(StoryWords words)
    {
        var word = words.Peek();
        StoryDeparture? found = word switch
        {
            "hanging-up" => new("ehlo=1", "ehlo=1 starttls=1", SessionEnding.Lost, true, null, "EHLO"),
            "hanging-up-after-ehlo" => new("ehlo=1", "ehlo=2 starttls=1", SessionEnding.Lost, true, null, "EHLO"),
            "asking-for-starttls" => new("ehlo=1 starttls=0/1", "ehlo=1 starttls=1", SessionEnding.Lost, true, null, "STARTTLS"),
            "cutting-the-handshake" => new("ehlo=1", "ehlo=1 starttls=0/1", SessionEnding.Lost, false, new(null, "lost connection"), "STARTTLS"),
            "silent" => new("ehlo=1", "ehlo=1 starttls=1", SessionEnding.TimedOut, true, null, "EHLO"),
            "without-starttls" => new("ehlo=1 quit=1", "ehlo=1 quit=1", SessionEnding.Quit, false, null, null),
            "told-530" => new("ehlo=1 mail=0/1 quit=1", "ehlo=1 mail=0/1 quit=1", SessionEnding.Quit, false, null, null),
            "trying-passwords" => new("ehlo=1 auth=0/1 quit=1", "ehlo=2 starttls=1 auth=0/1 quit=1", SessionEnding.Quit, true, null, null),
            "closed-by-receiver" => new("ehlo=1", "ehlo=1 starttls=1", SessionEnding.ClosedByReceiver, true, null, "EHLO"),
            _ => null,
        };
        if (found is not null)
        {
            words.Take("");
            return found;
        }

        if (words.TakeIf("with-alert"))
        {
            var number = int.TryParse(words.Take("the alert's number"), out var alert) && alert is >= 0 and <= 255 ? alert : throw new StoryFault("that is no number of an alert");
            return new("ehlo=1", "ehlo=1 starttls=0/1", SessionEnding.Lost, false, new(number, $"alert {number}"), "STARTTLS");
        }

        if (words.TakeIf("saying"))
        {
            var commands = words.Take("the commands");
            StoryEvents.Summary(commands);
            return new(commands, commands, commands.Contains("quit=", StringComparison.Ordinal) ? SessionEnding.Quit : SessionEnding.Lost,
                commands.Contains("starttls=1", StringComparison.Ordinal), null, null);
        }

        return new("ehlo=1 quit=1", "ehlo=2 starttls=1 quit=1", SessionEnding.Quit, true, null, null);
    }

    public SessionEnded Of(Receiver receiver, SmtpClient client, DateTimeOffset began, string? serverName, string id)
    {
        var offersTls = receiver.Tls != TlsOffer.None;
        return new(receiver.Name, client, began, offersTls && Handshake ? Tls13 : null, serverName, offersTls ? Failure : null,
            StoryEvents.Summary(offersTls ? Tls : Clear), Ending, LastCommand, id);
    }
}
