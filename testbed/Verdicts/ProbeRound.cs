using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What the probe round shows at each receiver.</summary>
internal sealed class ProbeRound(Sightings sightings, AuditRules rules, DateTimeOffset now)
{
    public ReceiverOutcome OutcomeAt(Receiver receiver)
    {
        var primed = sightings.FirstContact(receiver.Letter);
        var from = primed + rules.Settle;
        var deliveries = sightings.Messages
            .Where(seen => seen.What.Receiver == receiver.Letter && seen.Record.At >= from)
            .ToList();
        if (deliveries.Count > 0)
        {
            return Delivered(receiver, primed, deliveries);
        }

        var refusals = sightings.Sessions
            .Where(seen => seen.What.Receiver == receiver.Letter
                // Without its beginning, a session cannot be said to belong to this round.
                && seen.What.Began >= from
                && Refusal.IsSeenIn(seen.What, receiver))
            .ToList();
        return refusals.Count > 0
            ? Refused(receiver, primed, refusals)
            : new(receiver.Letter, receiver.Expected, IsOverdue ? OutcomeKind.NotSeen : OutcomeKind.Waiting, primed, null, []);
    }

    // The window runs from the last sign of the sender's intent to mail us.
    private bool IsOverdue => sightings.Messages is [.., var last] && now > last.Record.At + rules.RetryWindow;

    // The worst delivery is the finding: one message in clear text is one too many.
    private ReceiverOutcome Delivered(Receiver receiver, DateTimeOffset? primed, List<Seen<MessageAccepted>> deliveries)
    {
        var worst = deliveries.Find(seen => seen.What.Tls is null) ?? deliveries[0];
        var kind = worst.What.Tls is null ? OutcomeKind.DeliveredInClear : OutcomeKind.DeliveredOverTls;
        return new(receiver.Letter, receiver.Expected, kind, primed, worst.What.Tls, Ids(deliveries.SelectMany(WithItsSession)));
    }

    private ReceiverOutcome Refused(Receiver receiver, DateTimeOffset? primed, List<Seen<SessionEnded>> refusals) =>
        new(receiver.Letter, receiver.Expected, OutcomeKind.RefusedSeen, primed, refusals[0].What.Tls,
            Ids(refusals.SelectMany(WithItsDialogue)));

    private IEnumerable<EvidenceRecord?> WithItsSession(Seen<MessageAccepted> message) =>
        [message.Record, sightings.SessionOf(message)?.Record];

    private IEnumerable<EvidenceRecord?> WithItsDialogue(Seen<SessionEnded> session) =>
        [session.Record, sightings.DialogueOf(session)?.Record];

    private static List<long> Ids(IEnumerable<EvidenceRecord?> records) =>
        [.. records.OfType<EvidenceRecord>().Select(record => record.Id).Distinct().Order()];
}
