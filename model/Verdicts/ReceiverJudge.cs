using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What became of one sender's mail at one receiver.</summary>
internal sealed class ReceiverJudge
{
    private const string OfSeveralHosts = "Some of the sender's hosts deliver here and others refuse, and no fetch of the policy tells which of them knew it.";

    private readonly AuditQuestion question;
    private readonly Receiver receiver;
    private readonly OwnRecords own;
    private readonly TestbedInfluence influence;
    private readonly PolicyKnowledge knowledge;
    private readonly List<OwnDelivery> deliveries;
    private readonly List<OwnDeparture> departures;

    public ReceiverJudge(AuditQuestion question, Receiver receiver, OwnRecords own, TestbedInfluence influence)
    {
        this.question = question;
        this.receiver = receiver;
        this.own = own;
        this.influence = influence;
        knowledge = new PolicyKnowledge(own, receiver, [.. question.Receivers.Where(other => other.Scenario == receiver.Scenario).Select(other => other.Name)], question.Rules);
        deliveries = [.. own.DeliveriesTo(receiver.Name)];
        departures = [.. own.Departures.Where(departure => departure.Session.Receiver == receiver.Name)];
        Refusals = new RefusalsAt(question, receiver, own, [.. departures.Where(departure => influence.Behind(departure, receiver).Count == 0)], deliveries, knowledge);
    }

    public RefusalsAt Refusals { get; }

    /// <summary>
    /// Whether the sender leaves on purpose, and how often: at a receiver where nothing is wrong that takes the meaning from its leaving
    /// elsewhere. 0: it does not, or once without a word, as the network does too.
    /// </summary>
    public int TimesLeftOnPurpose => Refusals.Tries >= 2 || departures.Exists(departure => departure.Kind == DepartureKind.Decided) ? Refusals.Tries : 0;

    /// <summary>Whether nothing but closed connections tells of the refusal.</summary>
    public bool OnlyHangsUp => Refusals.Stand && Refusals.Counted.All(departure => departure.Kind == DepartureKind.HungUp);

    /// <summary>
    /// From when on the sender delivers at a receiver where nothing is wrong, and has not left any more, after it had left for a time. Null: it
    /// never left, or leaves and delivers by turns.
    /// </summary>
    public DateTimeOffset? DeliversAgainFrom
    {
        get
        {
            var left = departures.FindAll(departure => departure.Kind != DepartureKind.None).ConvertAll(departure => departure.Session.From);
            return left.Count == 0 || deliveries.Exists(delivery => left.Min() < delivery.Began && delivery.Began <= left.Max())
                ? null
                : deliveries.Where(delivery => delivery.Began > left.Max()).Select(delivery => (DateTimeOffset?)delivery.Began).Min();
        }
    }

    private bool IsOverdue => own.WindowEnds is { } ends && question.Now > ends;

    /// <param name="refusesElsewhere">Whether the sender's queue was seen to refuse at another receiver.</param>
    /// <param name="triesAtFaultsFrom">How often at least it refused at each of the faults that it refuses, from a time on.</param>
    public ReceiverOutcome Outcome(bool refusesElsewhere, Func<DateTimeOffset, int> triesAtFaultsFrom) => receiver.IsRefusedAtFirst ? AtPassingFault(refusesElsewhere) : receiver.Expected switch
    {
        CompliantSender.Refuses => AtFault(refusesElsewhere, deliveries),
        CompliantSender.DeliversOverTls or CompliantSender.DeliversInClear or CompliantSender.Unspecified => AtControl(triesAtFaultsFrom),
    };

    // A delivery where mail belongs is worth as much in the prime round as in any other.
    private ReceiverOutcome AtControl(Func<DateTimeOffset, int> triesAtFaultsFrom)
    {
        if (deliveries.FindAll(IsItsOwn) is { Count: > 0 } delivered)
        {
            return HasChangedItsMind(triesAtFaultsFrom) ? Refused() : Delivered(delivered, Ground.Controls);
        }

        // A single visit that comes with no other mail may be somebody's who tries by hand, here as at a fault.
        return deliveries.Count > 0 ? SetAside()
            : Refusals.Stand && (Refusals.AreOfQueue || Refusals.AreNearADelivery) ? Refused()
            : HasOnlyMisledDepartures ? SetAside()
            : Open();
    }

    // Who delivered and has left since has changed its mind, if it leaves as its queue leaves the faults: who tries by hand comes once or twice.
    private bool HasChangedItsMind(Func<DateTimeOffset, int> triesAtFaultsFrom) =>
        (Refusals.TriesCounted >= 2 || Refusals.AreOfOneRun) && Refusals.Counted.Count >= deliveries.Count
        && Refusals.TriesCounted * 2 >= triesAtFaultsFrom(deliveries.Max(delivery => delivery.Began));

    // What the policy forbids for a time is judged as at any fault; what it allows, when it does, belongs here.
    private ReceiverOutcome AtPassingFault(bool refusesElsewhere)
    {
        var rightly = deliveries.FindAll(IsAllowed);
        var outcome = AtFault(refusesElsewhere, deliveries.FindAll(delivery => !IsAllowed(delivery)));
        return outcome.IsDelivered || rightly.Count == 0 ? outcome : Delivered(rightly, receiver.PolicyEnds ? Ground.PolicyChanged : Ground.Controls);
    }

    private bool IsAllowed(OwnDelivery delivery) => receiver.PolicyEnds ? knowledge.HasEndedAt(delivery.Began) : delivery.Message.Tls is not null;

    private ReceiverOutcome AtFault(bool refusesElsewhere, List<OwnDelivery> deliveries)
    {
        var checkedAt = question.ChecksItself ? question.CheckedAt ?? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        var against = deliveries.Select(delivery => (Delivery: delivery, Ground: knowledge.Against(delivery)))
            .Where(one => one.Ground is not null).ToList();
        // A delivery counts against a sender only after a self-check of what it was told.
        var checkedOnes = against.FindAll(one => one.Delivery.Record.At <= checkedAt);
        var blame = checkedOnes.FindAll(one => IsItsOwn(one.Delivery));
        // Who left here a moment after the first mail, delivered, and refuses ever since, may have been looked after by hand then.
        var doubtful = blame.FindAll(one => one.Ground == Ground.RefusedBefore && knowledge.IsAmongTheFirst(one.Delivery) && Refusals.CameAgain);
        blame = blame.FindAll(one => !doubtful.Contains(one));
        var certain = blame.FindAll(one => one.Ground is Ground.PolicyFetched or Ground.RefusedBefore);
        if (certain.Count > 0 || (blame.Count > 0 && !Refusals.LiftBlame(refusesElsewhere)))
        {
            return Delivered([.. blame.Select(one => one.Delivery)], certain.Count > 0 ? certain[0].Ground!.Value : Ground.TimeToFetch);
        }

        if (against.Exists(one => one.Delivery.Record.At > checkedAt))
        {
            return new(receiver.Name, receiver.Expected, IsOverdue ? OutcomeKind.TestbedAtFault : OutcomeKind.Waiting, knowledge.FirstContact, null,
                Ids(deliveries.SelectMany(Of)), knowledge.ProbeFrom, Tries: Refusals.Tries, SetAside: OfNetwork(), AwaitsSelfCheck: true,
                Remark: IsOverdue ? "The testbed has not checked itself since then." : "The testbed checks itself before it counts what came.");
        }

        if (blame.Count > 0 && !Refusals.AreOfThoseWho(blame.Select(one => one.Delivery.Client)))
        {
            // A host that delivers again after the settling time has had its own first message, whatever the others know.
            var again = blame.FindAll(one => !Refusals.AreOfThoseWho([one.Delivery.Client])
                && deliveries.Exists(other => other.Client == one.Delivery.Client && other.Began + question.Rules.Settle <= one.Delivery.Began
                    && one.Delivery.Began - other.Began <= receiver.PolicyMaxAge));
            if (again.Count > 0)
            {
                return Delivered([.. again.Select(one => one.Delivery)], Ground.TimeToFetch);
            }

            // Who delivered then has not been seen to refuse since: others of the sender have.
            return Contested(blame.ConvertAll(one => one.Delivery), Ground.TimeToFetch, OfSeveralHosts);
        }

        if (doubtful.Count > 0)
        {
            return Contested(doubtful.ConvertAll(one => one.Delivery), Ground.RefusedBefore,
                "The sender came and left, delivered within the settling time of its first contact, and has refused ever since: whether it knew the policy when it delivered is not told.");
        }

        if (Refusals.Stand && deliveries.FindAll(delivery => IsItsOwn(delivery) && knowledge.IsDoubtful(delivery) && !Refusals.AreOfThoseWho([delivery.Client])) is { Count: > 0 } ofOthers)
        {
            return Contested(ofOthers, Ground.RefusedBefore, OfSeveralHosts);
        }

        // A single visit that comes with no other mail of the audit may be somebody's who tries by hand.
        return Refusals.Stand && (Refusals.AreOfQueue || refusesElsewhere || (!IsOverdue && Refusals.AreNearADelivery)) ? Refused()
            : checkedOnes.Exists(one => !IsItsOwn(one.Delivery)) ? SetAside()
            : HasOnlyMisledDepartures ? SetAside()
            : Open();
    }

    private ReceiverOutcome Contested(List<OwnDelivery> delivered, Ground ground, string remark) => new(
        receiver.Name, receiver.Expected, OutcomeKind.Contested, knowledge.FirstContact, null,
        Ids([.. delivered.SelectMany(Of), .. Refusals.Counted.SelectMany(Of)]), knowledge.ProbeFrom, Attribution.Exact,
        [ground], IsOverdue ? Finality.WindowOver : Finality.Once, Refusals.Tries, OfNetwork(), remark);

    private bool HasOnlyMisledDepartures =>
        !Refusals.Stand && departures.Exists(departure => departure.Kind != DepartureKind.None && influence.Behind(departure, receiver).Count > 0);

    private bool IsItsOwn(OwnDelivery delivery) => influence.Behind(delivery, receiver).Count == 0;

    // The worst delivery is the finding: one message in clear text is one too many.
    private ReceiverOutcome Delivered(List<OwnDelivery> counted, Ground ground)
    {
        var worst = counted.Find(delivery => delivery.Message.Tls is null) ?? counted[0];
        return new(receiver.Name, receiver.Expected,
            worst.Message.Tls is null ? OutcomeKind.DeliveredInClear : OutcomeKind.DeliveredOverTls,
            knowledge.FirstContact, worst.Message.Tls, Ids(counted.SelectMany(Of)), knowledge.ProbeFrom, Attribution.Exact, [ground],
            ground == Ground.TimeToFetch && !IsOverdue ? Finality.Once : IsOverdue ? Finality.WindowOver : Finality.Again, Refusals.Tries, OfNetwork());
    }

    private ReceiverOutcome Refused()
    {
        var counted = Refusals.Counted;
        List<Ground> grounds = [Ground.RelayCommandsOnly];
        if (counted.Any(departure => knowledge.HasFetchedBefore(departure.Session.From)))
        {
            grounds.Add(Ground.PolicyFetched);
        }

        if (counted.Any(departure => knowledge.HasChangedAt(departure.Session.From)))
        {
            grounds.Add(Ground.PolicyChanged);
        }

        return new(receiver.Name, receiver.Expected, OutcomeKind.Refused, knowledge.FirstContact,
            counted.Select(departure => departure.Session.Tls).FirstOrDefault(tls => tls is not null), Ids(counted.SelectMany(Of)), knowledge.ProbeFrom,
            counted.Max(departure => departure.Whose), grounds, Refusals.CameAgain ? Finality.Again : IsOverdue && Refusals.OutlastTheWindow ? Finality.WindowOver : Finality.Once, Refusals.Tries, OfNetwork());
    }

    private ReceiverOutcome SetAside()
    {
        List<TestbedTrouble> troubles =
            [.. deliveries.SelectMany(one => influence.Behind(one, receiver)).Concat(departures.SelectMany(one => influence.Behind(one, receiver))).Distinct()];
        return new(receiver.Name, receiver.Expected, OutcomeKind.TestbedAtFault, knowledge.FirstContact, null,
            Ids([.. deliveries.SelectMany(Of), .. departures.SelectMany(Of), .. troubles.Select(trouble => trouble.Record)]), knowledge.ProbeFrom,
            Tries: Refusals.Tries, SetAside: OfNetwork(), Remark: troubles[^1].What);
    }

    private ReceiverOutcome Open()
    {
        var kind = !IsOverdue ? OutcomeKind.Waiting
            : departures.Count > 0 ? OutcomeKind.CameUndecided
            : deliveries.Count > 0 ? OutcomeKind.DeliveredInPrimeOnly
            : OutcomeKind.NotSeen;
        return new(receiver.Name, receiver.Expected, kind, knowledge.FirstContact, null, Ids([.. deliveries.SelectMany(Of), .. departures.SelectMany(Of)]),
            knowledge.ProbeFrom, Tries: Refusals.Tries, SetAside: OfNetwork(), Remark: Refusals.WhyNone);
    }

    private List<long> OfNetwork() => Ids(own.OfNetwork.Where(session => session.Receiver == receiver.Name).SelectMany(session => session.Records));

    private static IEnumerable<EvidenceRecord> Of(OwnDelivery delivery) => delivery.Records;

    private static IEnumerable<EvidenceRecord> Of(OwnDeparture departure) => departure.Session.Records;

    private static List<long> Ids(IEnumerable<EvidenceRecord> records) => [.. records.Select(record => record.Id).Sorted((one, other) => one.CompareTo(other)).Distinct()];
}
