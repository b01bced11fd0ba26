using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>
/// What a sender knew of one receiver's policy, and since when. RFC 8461 §5.1 lets a sender deliver as long as it has no unexpired
/// policy, and §3.3 lets it fetch whenever it likes: a delivery counts against it only when it had the policy, or had time to get it.
/// </summary>
/// <param name="maxAge">The policy's <c>max_age</c>: a sender that came longer ago knows nothing any more.</param>
internal sealed class PolicyKnowledge(OwnRecords own, ReceiverLetter receiver, TimeSpan settle, TimeSpan maxAge)
{
    private static readonly TimeSpan LongestMoment = TimeSpan.FromSeconds(5);

    private readonly List<OwnFetch> fetches = [.. own.Fetches.Where(fetch => fetch.Fetch.Receiver == receiver)];

    private readonly List<OwnDelivery> deliveries = [.. own.Deliveries.Where(delivery => delivery.Message.Receiver == receiver)];

    // What came before the audit, by hand say, opens no round; nor does what only shares the sender's network.
    private readonly List<DateTimeOffset> contacts =
    [
        .. own.Deliveries.Where(delivery => delivery.Message.Receiver == receiver).Select(delivery => delivery.Began)
            .Concat(own.Departures.Where(departure => departure.Session.Receiver == receiver).Select(departure => departure.Session.From))
            .Where(contact => contact >= own.Began)
            .Order(),
    ];

    // A visit that comes with no other mail of the audit may be by hand from the mail server itself: it opens no round where mail does.
    private readonly List<DateTimeOffset> rounds =
    [
        .. own.Deliveries.Where(delivery => delivery.Message.Receiver == receiver).Select(delivery => delivery.Began)
            .Concat(own.Departures.Where(departure => departure.Session.Receiver == receiver && IsOfRun(own, departure, settle)).Select(departure => departure.Session.From))
            .Where(contact => contact >= own.Began)
            .Order(),
    ];

    /// <summary>When the sender first came here in the audit; null when it has not.</summary>
    public DateTimeOffset? FirstContact => rounds.Count > 0 ? rounds[0] : contacts.Count > 0 ? contacts[0] : null;

    /// <summary>From when on a delivery counts, as far as is known now; null while the sender has not come.</summary>
    public DateTimeOffset? ProbeFrom =>
        FirstContact is not { } first ? null
        : fetches.Find(fetch => fetch.Whose > Attribution.NetworkOnly && fetch.Record.At >= first - maxAge) is { } fetched
            ? fetched.Record.At > first ? fetched.Record.At : first
            : first + settle;

    /// <summary>Whether the sender was seen to fetch the policy before a time, and still had it then.</summary>
    public bool HasFetchedBefore(DateTimeOffset at) =>
        fetches.Exists(fetch => fetch.Whose > Attribution.NetworkOnly && fetch.Record.At < at && at - fetch.Record.At <= maxAge);

    /// <summary>What makes a delivery count against the sender; null: it may have been made without the policy.</summary>
    public Ground? Against(OwnDelivery delivery)
    {
        var at = delivery.Began;
        // The first contact never counts against anybody.
        if (FirstContact is not { } first || at <= first)
        {
            return null;
        }

        if (HadPolicyAt(at))
        {
            return FetchesForItself(delivery) ? null : Ground.PolicyFetched;
        }

        // The first fetch that may be the sender's came later: until then it had nothing to go by.
        return fetches.Exists(fetch => fetch.Record.At >= at - Moment(settle) && MayExcuse(fetch)) ? null
            : HasRefusedBefore(delivery) ? Ground.RefusedBefore
            : at < LastPrimeBefore(at) + settle ? null
            : Ground.TimeToFetch;
    }

    // When the window is over the evidence is in: who begins to fetch the next day has been repaired, and was not late. Nor does a fetch
    // tell of this audit that the sender made when another audit of it came to the receiver, and this one did not.
    private bool MayExcuse(OwnFetch fetch) =>
        fetch.Record.At <= own.WindowEnds
        && (!own.ContactsOfOtherAuditsAt(receiver).Any(contact => IsAbout(fetch, contact)) || rounds.Exists(contact => IsAbout(fetch, contact)));

    private bool IsAbout(OwnFetch fetch, DateTimeOffset contact) =>
        contact >= fetch.Record.At - settle && contact <= fetch.Record.At + Moment(settle);

    // What was decided a moment ago was not decided by a policy that has just arrived, unless the sender acted by it already.
    private bool HadPolicyAt(DateTimeOffset at) =>
        HasFetchedBefore(at - Moment(settle))
        || (HasFetchedBefore(at) && own.Departures.Any(departure => departure.Session.Receiver == receiver
            && departure.Kind != DepartureKind.None && departure.Session.From < at && HasFetchedBefore(departure.Session.From)));

    // A queue that takes one receiver after the other comes here shortly after it delivered elsewhere.
    private static bool IsOfRun(OwnRecords own, OwnDeparture departure, TimeSpan settle) =>
        own.IsInOneRunWithADelivery(departure.Session)
        || own.Deliveries.Any(delivery => delivery.Message.Receiver != departure.Session.Receiver
            && delivery.Began <= departure.Session.From && departure.Session.From - delivery.Began <= settle / 4);

    private static TimeSpan Moment(TimeSpan settle) => settle < LongestMoment ? settle : LongestMoment;

    // A downgrade on the retry: the same host leaves because of the fault, and delivers all the same a little later.
    private bool HasRefusedBefore(OwnDelivery delivery) => own.Departures.Any(departure =>
        departure.Session.Receiver == receiver && departure.Kind == DepartureKind.Decided && !departure.OfAnotherAudit
        && (IsOfRun(own, departure, settle) || HasFetchedBefore(departure.Session.From))
        && departure.Session.From >= own.Began && departure.Session.From < delivery.Began && delivery.Began - departure.Session.From <= maxAge
        && SenderIdentity.ClientKeyOf(departure.Session.Client.Address) == delivery.Client);

    // Of a pool whose nodes keep policies of their own each delivers its first message beside its first fetch.
    private bool FetchesForItself(OwnDelivery delivery)
    {
        var at = delivery.Began;
        var isFirstOfClient = !deliveries.Exists(other => other.Client == delivery.Client && other.Began < at)
            && !own.Departures.Any(departure => departure.Session.Receiver == receiver && departure.Session.From < at
                && SenderIdentity.ClientKeyOf(departure.Session.Client.Address) == delivery.Client);
        var fetchesOfClient = fetches.FindAll(fetch => fetch.Client == delivery.Client);
        return (isFirstOfClient && fetches.Exists(fetch => fetch.Record.At >= at && fetch.Record.At <= at + settle))
            || (fetchesOfClient.Exists(fetch => fetch.Record.At >= at)
                && !fetchesOfClient.Exists(fetch => fetch.Record.At < at && at - fetch.Record.At <= maxAge));
    }

    // RFC 8461 §5.1: when the policy that it may have fetched then has expired, a sender begins anew.
    private DateTimeOffset LastPrimeBefore(DateTimeOffset at)
    {
        var prime = rounds[0];
        foreach (var contact in rounds.TakeWhile(contact => contact <= at))
        {
            prime = contact - prime > maxAge ? contact : prime;
        }

        return prime;
    }
}
