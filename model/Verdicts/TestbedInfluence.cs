using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>Tells what a sender did of its own accord from what a faulty testbed may have led it to.</summary>
internal sealed class TestbedInfluence(IReadOnlyList<TestbedTrouble> troubles, OwnRecords own, AuditRules rules)
{
    /// <summary>
    /// RFC 8461 §3.3: after a fetch that failed a sender should not ask again for five minutes or longer, and goes without the policy
    /// meanwhile. How much longer is not said.
    /// </summary>
    public static readonly TimeSpan FailedFetchIsRemembered = TimeSpan.FromHours(1);

    private bool HasSeveralClients { get; } = own.Deliveries.Select(delivery => delivery.Client).Concat(own.Departures.Select(departure => departure.Client)).Distinct().Skip(1).Any();

    /// <summary>What may have led the sender to deliver; none: the delivery is the sender's own.</summary>
    public IReadOnlyList<TestbedTrouble> Behind(OwnDelivery delivery, Receiver receiver)
    {
        var at = delivery.Record.At;
        return troubles.Count == 0 ? [] :
        [
            .. troubles.Where(trouble => trouble.IsAt(receiver) && (
                MisleadsBetween(trouble, delivery.Began, at)
                || (receiver.MayBeForbidden
                    && (HidesReceiver(trouble, at) || (KeepsPolicyFrom(trouble, receiver, at) && !GotPolicyDespite(trouble, delivery, receiver)))))),
        ];
    }

    /// <summary>What may have led the sender to leave.</summary>
    public IReadOnlyList<TestbedTrouble> Behind(OwnDeparture departure, Receiver receiver) => troubles.Count == 0 ? [] :
    [
        .. troubles.Where(trouble => trouble.IsAt(receiver) && (
            MisleadsBetween(trouble, departure.Session.From, departure.Session.Until)
            // A policy that is not ours may forbid what ours allows.
            || (receiver.Expected != CompliantSender.Refuses && KeepsPolicyFrom(trouble, receiver, departure.Session.Until)))),
    ];

    private static bool MisleadsBetween(TestbedTrouble trouble, DateTimeOffset from, DateTimeOffset until) =>
        trouble.Part == TestbedPart.MailHost && trouble.Meets(from, until);

    // A delivery counts against no sender at a receiver that the self-check could not reach then.
    private static bool HidesReceiver(TestbedTrouble trouble, DateTimeOffset at) => trouble.Part == TestbedPart.Reach && trouble.Meets(at, at);

    private bool KeepsPolicyFrom(TestbedTrouble trouble, Receiver receiver, DateTimeOffset at) =>
        trouble.Part == TestbedPart.Policy
        && (IsRemembered(trouble, receiver, at) || (trouble.KeptFor is { } keptFor && IsKept(trouble, keptFor, receiver, at)));

    // What was served to the client after the trouble, or by a collector that was there again, is the policy as designed. Of several
    // clients one may have it and another not.
    private bool GotPolicyDespite(TestbedTrouble trouble, OwnDelivery delivery, Receiver receiver) => own.Fetches.Any(fetch =>
        fetch.Fetch.Receiver == receiver.Scenario
        && fetch.Whose > Attribution.NetworkOnly
        && fetch.Record.At >= (trouble.WasAway ? trouble.From : trouble.Until)
        && fetch.Record.At < delivery.Began
        && fetch.Record.At >= delivery.Began - receiver.PolicyMaxAge
        && (fetch.Client == delivery.Client || !HasSeveralClients));

    // Whenever the sender came here it may have asked for the policy, shortly before or (RFC 8461 §5.1) after, and lives with the answer.
    private bool IsRemembered(TestbedTrouble trouble, Receiver receiver, DateTimeOffset at)
    {
        if (trouble.Meets(at - rules.Settle, at))
        {
            return true;
        }

        // The contacts of that time that had a settling time with the trouble in it.
        var earliest = Later(at - FailedFetchIsRemembered, Minus(trouble.From, rules.Settle));
        var latest = trouble.Until < at - rules.Settle ? trouble.Until + rules.Settle : at;
        return trouble.From <= at && own.ContactsAt(receiver.Name).AnyBetween(earliest, latest);
    }

    // RFC 8461 §3.3: who has a policy refreshes it at times of its own, so having come here before is enough.
    private bool IsKept(TestbedTrouble trouble, TimeSpan keptFor, Receiver receiver, DateTimeOffset at) =>
        trouble.Meets(at - keptFor, at) && own.ContactsAt(receiver.Name).First is { } first && first - rules.Settle <= trouble.Until;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // A trouble that began before anything is known begins with time.
    private static DateTimeOffset Minus(DateTimeOffset at, TimeSpan span) => at - DateTimeOffset.MinValue > span ? at - span : DateTimeOffset.MinValue;
}
