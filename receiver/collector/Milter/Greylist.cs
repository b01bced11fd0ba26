using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Collector.Milter;

/// <summary>
/// Puts off each message the first time at the receivers that do so by design (<see cref="Receiver.PutsOffOnce"/>). A message is known
/// again by its Message-ID and its recipient, and not by its sender's address, for a pool may come from another one: what is accepted
/// was tried twice.
/// </summary>
internal sealed class Greylist
{
    // RFC 5321 §4.5.4.1: a sender gives up after four or five days.
    private readonly FirstSeen<(ReceiverName Receiver, string Recipient, string? Message)> tries = new(TimeSpan.FromDays(5));

    /// <summary>Whether this is the first time that a message comes. The next time it is not.</summary>
    public bool PutsOff(MilterStep.Accept message, DateTimeOffset now)
    {
        var first = message.Messages[0];
        return Catalogue.Find(first.Receiver) is { PutsOffOnce: true } && tries.IsNew((first.Receiver, first.RcptTo, message.MessageId), now);
    }
}
