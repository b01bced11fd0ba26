using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>Tells what a sender did of its own accord from what a faulty testbed may have led it to.</summary>
internal sealed class Soundness(Sightings sightings, AuditRules rules)
{
    private readonly IReadOnlyList<TestbedTrouble> troubles = sightings.Troubles;

    /// <summary>What may have led the sender to deliver; none: the delivery is the sender's own.</summary>
    public IReadOnlyList<TestbedTrouble> Behind(Seen<MessageAccepted> delivery, Receiver receiver) => troubles.Count == 0 ? [] :
    [
        .. troubles.Where(trouble => trouble.IsAt(receiver.Letter) && (
            MisleadsBetween(trouble, delivery.Record.At, delivery.Record.At)
            || (receiver.Expected == CompliantSender.Refuses
                && (HidesReceiver(trouble, delivery.Record.At) || KeepsPolicyFrom(trouble, receiver, delivery.Record.At))))),
    ];

    /// <summary>What may have led the sender to refuse.</summary>
    public IReadOnlyList<TestbedTrouble> Behind(Seen<SessionEnded> refusal, Receiver receiver) => troubles.Count == 0 ? [] :
    [
        .. troubles.Where(trouble => trouble.IsAt(receiver.Letter) && (
            MisleadsBetween(trouble, Sightings.BeganAt(refusal), refusal.Record.At)
            // A policy that is not ours may forbid what ours allows.
            || (receiver.Expected != CompliantSender.Refuses && KeepsPolicyFrom(trouble, receiver, refusal.Record.At)))),
    ];

    private static bool MisleadsBetween(TestbedTrouble trouble, DateTimeOffset from, DateTimeOffset until) =>
        trouble.Part == TestbedPart.MailHost && trouble.Meets(from, until);

    // Nobody is blamed at a receiver that the testbed could not look at then.
    private static bool HidesReceiver(TestbedTrouble trouble, DateTimeOffset at) => trouble.Part == TestbedPart.Reach && trouble.Meets(at, at);

    private bool KeepsPolicyFrom(TestbedTrouble trouble, Receiver receiver, DateTimeOffset at) =>
        trouble.Part == TestbedPart.Policy
        && (IsRemembered(trouble, receiver, at) || (trouble.KeptFor is { } keptFor && IsKept(trouble, keptFor, receiver, at)));

    // Whenever the sender came here it may have asked for the policy, shortly before or (RFC 8461 §5.1) after, and lives with the answer.
    private bool IsRemembered(TestbedTrouble trouble, Receiver receiver, DateTimeOffset at) =>
        sightings.ContactsAt(receiver.Letter)
            .Where(contact => contact <= at && contact >= at - AuditJudge.FailedFetchIsRemembered)
            .Append(at)
            .Any(contact => trouble.Meets(contact - rules.Settle, contact + rules.Settle < at ? contact + rules.Settle : at));

    // RFC 8461 §3.3: whoever has a policy refreshes it at times of its own, so having come here before is enough.
    private bool IsKept(TestbedTrouble trouble, TimeSpan keptFor, Receiver receiver, DateTimeOffset at) =>
        trouble.Meets(at - keptFor, at) && sightings.ContactsAt(receiver.Letter).Any(contact => contact - rules.Settle <= trouble.Until);
}
