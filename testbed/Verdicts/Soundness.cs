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
            || (receiver.Expected == CompliantSender.Refuses && KeepsPolicyFrom(trouble, receiver, delivery.Record.At)))),
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

    // Whenever the sender came here it may have asked for the policy shortly before, and lives with the answer.
    private bool KeepsPolicyFrom(TestbedTrouble trouble, Receiver receiver, DateTimeOffset at) =>
        trouble.Part == TestbedPart.Policy
        && sightings.ContactsAt(receiver.Letter)
            .Where(contact => contact <= at && contact >= at - AuditJudge.FailedFetchIsRemembered)
            .Append(at)
            .Any(contact => trouble.Meets(contact - rules.Settle, contact));
}
