using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>
/// What a sender knew of one receiver's policy, and since when. RFC 8461 §5.1 lets a sender deliver as long as it has no unexpired
/// policy, and §3.3 lets it fetch whenever it likes: a delivery counts against it only when it had the policy, or had time to get it.
/// </summary>
/// <remarks>A sender may have come ten thousand times, so what is asked for each delivery is looked up in what was sorted once.</remarks>
internal sealed class PolicyKnowledge
{
    private static readonly TimeSpan LongestMoment = TimeSpan.FromSeconds(5);

    private readonly TimeSpan settle;
    private readonly TimeSpan maxAge;
    private readonly SortedTimes fetches;
    private readonly SortedTimes ownFetches;
    private readonly Dictionary<string, SortedTimes> fetchesOfClient;
    private readonly Dictionary<string, SortedTimes> visitsOfClient;
    private readonly Dictionary<string, SortedTimes> refusalsOfClient;
    private readonly DateTimeOffset? firstDepartureWithPolicy;
    private readonly SortedTimes primes;
    private readonly List<DateTimeOffset> rounds;
    private readonly DateTimeOffset? firstOfScenario;
    private readonly List<OwnFetch> fetched;
    private readonly List<OwnFetch> fetchedChanged;
    private readonly Receiver host;
    private readonly TimeSpan changeLasts;
    private readonly OwnRecords own;
    private readonly ReceiverName receiver;

    /// <param name="hosts">The MX hosts of the same scenario: they have one policy, so who came to one of them may have it at another.</param>
    public PolicyKnowledge(OwnRecords own, Receiver at, IReadOnlyCollection<ReceiverName> hosts, AuditRules rules)
    {
        settle = rules.Settle;
        // A sender that came longer ago knows nothing any more.
        maxAge = at.PolicyMaxAge;
        host = at;
        changeLasts = rules.RetryWindow;
        this.own = own;
        var receiver = at.Name;
        this.receiver = receiver;
        fetched = own.Fetches.Where(fetch => fetch.Fetch.Receiver == at.Scenario && !fetch.Fetch.HasChanged).ToList();
        fetchedChanged = own.FetchTries.Where(fetch => fetch.Fetch.Receiver == at.Scenario && fetch.Fetch.HasChanged).ToList();
        var delivered = hosts.SelectMany(own.DeliveriesTo).ToList();
        var departedAnywhere = own.Departures.Where(departure => hosts.Contains(departure.Session.Receiver)).ToList();
        var departed = departedAnywhere.FindAll(departure => departure.Session.Receiver == receiver);
        fetches = new(fetched.Select(fetch => fetch.Record.At));
        ownFetches = new(fetched.Where(fetch => fetch.Whose > Attribution.NetworkOnly).Select(fetch => fetch.Record.At));
        fetchesOfClient = ByClient(fetched.Select(fetch => (fetch.Client, fetch.Record.At)));
        visitsOfClient = ByClient(delivered.Select(delivery => (delivery.Client, delivery.Began))
            .Concat(departedAnywhere.Select(departure => (departure.Client, departure.Session.From))));
        refusalsOfClient = ByClient(departed
            .Where(departure => departure.Kind == DepartureKind.Decided && !departure.OfAnotherAudit && departure.Session.From >= own.Began
                && (IsOfRun(own, departure, settle) || HasFetchedBefore(departure.Session.From)))
            .Select(departure => (departure.Client, departure.Session.From)));
        firstDepartureWithPolicy = departed
            .Where(departure => departure.Kind != DepartureKind.None && HasFetchedBefore(departure.Session.From))
            .Select(departure => (DateTimeOffset?)departure.Session.From).Min();
        rounds = RoundsOf(own, delivered, departedAnywhere, settle);
        primes = PrimesOf(rounds, maxAge);
        firstOfScenario = FirstOf(own, rounds, delivered, departedAnywhere);
        var deliveredHere = own.DeliveriesTo(receiver).ToList();
        FirstContact = hosts.Count == 1 ? firstOfScenario : FirstOf(own, RoundsOf(own, deliveredHere, departed, settle), deliveredHere, departed);
    }

    /// <summary>When the sender first came here in the audit; null when it has not.</summary>
    public DateTimeOffset? FirstContact { get; }

    /// <summary>From when on a delivery counts, as far as is known now; null while the sender has not come.</summary>
    public DateTimeOffset? ProbeFrom =>
        FirstContact is null || firstOfScenario is not { } first ? null
        : ownFetches.FirstFrom(first - maxAge) is { } fetched ? (fetched > first ? fetched : first)
        : first + settle;

    /// <summary>Whether the sender was seen to fetch the policy before a time, and still had it then.</summary>
    public bool HasFetchedBefore(DateTimeOffset at) => ownFetches.AnyBefore(at - maxAge, at);

    /// <summary>What makes a delivery count against the sender; null: it may have been made without the policy.</summary>
    public Ground? Against(OwnDelivery delivery)
    {
        var at = delivery.Began;
        // The first contact never counts against anybody.
        if (firstOfScenario is not { } first || at <= first)
        {
            return null;
        }

        if (MayGoByTheChange(at))
        {
            return null;
        }

        if (HadPolicyAt(at))
        {
            return FetchesForItself(delivery) ? null : Ground.PolicyFetched;
        }

        // The first fetch that may be the sender's came later: until then it had nothing to go by.
        return fetched.Exists(fetch => fetch.Record.At >= at - Moment(settle) && MayExcuse(fetch)) ? null
            : HasRefusedBefore(delivery) ? Ground.RefusedBefore
            : at < (primes.LastUntil(at) ?? first) + settle ? null
            : Ground.TimeToFetch;
    }

    /// <summary>Whether a delivery began within the settling time of the first contact, so that only what the sender did before speaks against it.</summary>
    public bool IsAmongTheFirst(OwnDelivery delivery) => firstOfScenario is { } first && delivery.Began < first + settle;

    /// <summary>
    /// Whether another client of the sender had refused here before a delivery that does not count, and nothing tells that the one which
    /// delivered had no policy but that it may have had too little time.
    /// </summary>
    public bool IsDoubtful(OwnDelivery delivery) =>
        Against(delivery) is null && !MayGoByTheChange(delivery.Began) && !FetchesForItself(delivery)
        && refusalsOfClient.Any(client => client.Key != delivery.Client && client.Value.AnyBefore(delivery.Began - maxAge, delivery.Began));

    /// <summary>Whether the sender was seen to fetch the policy, and at some time its host had another answer for it (<see cref="FirstContacts"/>).</summary>
    public bool HasChangedAt(DateTimeOffset time) => LastFetchBefore(time) is { Fetch.ChangesAt: { } changes } && changes <= time && time < changes + changeLasts;

    /// <summary>
    /// Whether nothing forbids the sender to deliver any more: it fetched the policy that allows it, or the one that it had is too old by now,
    /// and its host does not serve it any more (RFC 8461 §3.3).
    /// </summary>
    public bool HasEndedAt(DateTimeOffset time) =>
        (!host.PolicyVanishes && fetchedChanged.Exists(fetch => fetch.Whose > Attribution.NetworkOnly && fetch.Record.At <= time))
        || (HasChangedAt(time) && LastFetchBefore(time)!.Record.At + maxAge <= time);

    private OwnFetch? LastFetchBefore(DateTimeOffset time) => fetched.FindLast(fetch => fetch.Whose > Attribution.NetworkOnly && fetch.Record.At <= time);

    // Who had no policy when the host served it no more may deliver, and so may who fetched the one that allows it. Of a sender's clients
    // each may have a cache of its own.
    private bool MayGoByTheChange(DateTimeOffset time) => fetchedChanged.Exists(fetch => fetch.Record.At <= time
        && (!host.PolicyVanishes || !fetched.Exists(before => before.Client == fetch.Client && before.Record.At <= fetch.Record.At && before.Record.At >= fetch.Record.At - maxAge)));

    // When the window is over the evidence is in: who begins to fetch the next day has been repaired, and was not late. Nor does a fetch
    // tell of this audit that the sender made when another audit of it came to the receiver, and this one did not.
    private bool MayExcuse(OwnFetch fetch) =>
        fetch.Record.At <= own.WindowEnds
        && (!own.ContactsOfOtherAuditsAt(receiver).Any(contact => IsAbout(fetch, contact)) || rounds.Exists(contact => IsAbout(fetch, contact)));

    private bool IsAbout(OwnFetch fetch, DateTimeOffset contact) =>
        contact >= fetch.Record.At - settle && contact <= fetch.Record.At + Moment(settle);

    // What was decided a moment ago was not decided by a policy that has just arrived, unless the sender acted by it already.
    private bool HadPolicyAt(DateTimeOffset at) => HasFetchedBefore(at - Moment(settle)) || (HasFetchedBefore(at) && firstDepartureWithPolicy < at);

    // A queue that takes one receiver after the other comes here shortly after it delivered elsewhere.
    private static bool IsOfRun(OwnRecords own, OwnDeparture departure, TimeSpan settle) =>
        own.IsInOneRunWithADelivery(departure.Session) || own.CameAfterADelivery(departure.Session, settle / 4);

    private static TimeSpan Moment(TimeSpan settle) => settle < LongestMoment ? settle : LongestMoment;

    // A downgrade on the retry: the same host leaves because of the fault, and delivers all the same a little later.
    private bool HasRefusedBefore(OwnDelivery delivery) => Of(delivery.Client, refusalsOfClient).AnyBefore(delivery.Began - maxAge, delivery.Began);

    // Of a pool whose nodes keep policies of their own each delivers its first message beside its first fetch.
    private bool FetchesForItself(OwnDelivery delivery)
    {
        var at = delivery.Began;
        var isFirstOfClient = !(Of(delivery.Client, visitsOfClient).First < at);
        var ofClient = Of(delivery.Client, fetchesOfClient);
        return (isFirstOfClient && fetches.AnyBetween(at, at + settle)) || (ofClient.Last >= at && !ofClient.AnyBefore(at - maxAge, at));
    }

    // A visit that comes with no other mail of the audit may be by hand from the mail server itself: it opens no round where mail does.
    private static List<DateTimeOffset> RoundsOf(OwnRecords own, List<OwnDelivery> delivered, List<OwnDeparture> departed, TimeSpan settle) =>
    [
        .. delivered.Select(delivery => delivery.Began)
            .Concat(departed.Where(departure => IsOfRun(own, departure, settle)).Select(departure => departure.Session.From))
            .Where(contact => contact >= own.Began)
            .Order(),
    ];

    // What came before the audit, by hand say, opens no round; nor does what only shares the sender's network.
    private static DateTimeOffset? FirstOf(OwnRecords own, List<DateTimeOffset> rounds, List<OwnDelivery> delivered, List<OwnDeparture> departed) =>
        rounds.Count > 0 ? rounds[0] : delivered.Select(delivery => delivery.Began).Concat(departed.Select(departure => departure.Session.From))
            .Where(contact => contact >= own.Began).Select(contact => (DateTimeOffset?)contact).Min();

    // RFC 8461 §5.1: when the policy that it may have fetched then has expired, a sender begins anew.
    private static SortedTimes PrimesOf(List<DateTimeOffset> contacts, TimeSpan maxAge)
    {
        List<DateTimeOffset> primes = [];
        foreach (var contact in contacts)
        {
            if (primes.Count == 0 || contact - primes[^1] > maxAge)
            {
                primes.Add(contact);
            }
        }

        return new(primes);
    }

    private static Dictionary<string, SortedTimes> ByClient(IEnumerable<(string Client, DateTimeOffset At)> times) =>
        times.GroupBy(one => one.Client, one => one.At).ToDictionary(client => client.Key, client => new SortedTimes(client));

    private static SortedTimes Of(string client, Dictionary<string, SortedTimes> all) => all.GetValueOrDefault(client, SortedTimes.None);
}
