using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What the probe round shows at each receiver.</summary>
/// <param name="lookedAt">Until when the testbed has looked at itself; null where it does not.</param>
internal sealed class ProbeRound(Sightings sightings, AuditRules rules, DateTimeOffset now, DateTimeOffset? lookedAt)
{
    private const string LooksFirst = "The testbed looks at itself before it counts what came.";
    private const string HasNotLooked = "The testbed has not looked at itself since then.";

    private readonly Soundness soundness = new(sightings, rules);

    public ReceiverOutcome OutcomeAt(Receiver receiver)
    {
        var primed = sightings.FirstContact(receiver.Letter);
        var from = primed + rules.Settle;
        var deliveries = sightings.Messages
            .Where(seen => seen.What.Receiver == receiver.Letter && seen.Record.At >= from)
            .ToList();
        var refusals = sightings.Sessions
            .Where(seen => seen.What.Receiver == receiver.Letter
                // Without its beginning, a session cannot be said to belong to this round.
                && seen.What.Began >= from
                && Refusal.IsSeenIn(seen.What, receiver))
            .ToList();

        // Whoever should have refused and did not is only blamed after a look at what it was told.
        if (receiver.Expected == CompliantSender.Refuses && deliveries.Exists(seen => seen.Record.At > lookedAt))
        {
            var lookedInto = deliveries.FindAll(seen => seen.Record.At <= lookedAt);
            if (!lookedInto.Exists(seen => soundness.Behind(seen, receiver).Count == 0))
            {
                return new(receiver.Letter, receiver.Expected, IsOverdue ? OutcomeKind.TestbedAtFault : OutcomeKind.Waiting, primed, null,
                    Ids(deliveries.SelectMany(WithItsSession)), IsOverdue ? HasNotLooked : LooksFirst, AwaitsLook: true);
            }

            // What came since waits for its own look, and takes nothing away from what was looked into.
            deliveries = lookedInto;
        }

        // What a faulty testbed may have led to is set aside, and decides nothing as long as there is anything else.
        if (deliveries.FindAll(seen => soundness.Behind(seen, receiver).Count == 0) is { Count: > 0 } delivered)
        {
            return Delivered(receiver, primed, delivered);
        }

        if (refusals.FindAll(seen => soundness.Behind(seen, receiver).Count == 0) is { Count: > 0 } refused)
        {
            return Refused(receiver, primed, refused);
        }

        return deliveries.Count + refusals.Count > 0
            ? AtFault(receiver, primed, deliveries, refusals)
            : new(receiver.Letter, receiver.Expected, IsOverdue ? OutcomeKind.NotSeen : OutcomeKind.Waiting, primed, null, []);
    }

    private ReceiverOutcome AtFault(
        Receiver receiver, DateTimeOffset? primed, List<Seen<MessageAccepted>> deliveries, List<Seen<SessionEnded>> refusals)
    {
        List<TestbedTrouble> troubles =
            [.. deliveries.SelectMany(seen => soundness.Behind(seen, receiver)).Concat(refusals.SelectMany(seen => soundness.Behind(seen, receiver))).Distinct()];
        return new(receiver.Letter, receiver.Expected, OutcomeKind.TestbedAtFault, primed, null,
            Ids([.. deliveries.SelectMany(WithItsSession), .. refusals.SelectMany(WithItsDialogue), .. troubles.Select(trouble => trouble.Record)]),
            troubles[^1].What);
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
