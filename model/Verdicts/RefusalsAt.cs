using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>A sender's refusals at one receiver, and what they are worth.</summary>
internal sealed class RefusalsAt
{
    /// <summary>Who tries by hand tries once or twice. A queue goes on.</summary>
    public const int TriesThatNoHandMakes = 3;

    // Several addresses of one host, or a second connection at once, are one try.
    private const double PartOfSettleThatIsOneTry = 0.05;

    private readonly AuditQuestion question;
    private readonly OwnRecords own;
    private readonly PolicyKnowledge knowledge;
    private readonly IReadOnlyList<OwnDelivery> deliveries;
    private readonly List<OwnDeparture> all;
    private readonly List<OwnDeparture> undecided;
    private readonly int triesForCount;

    public RefusalsAt(
        AuditQuestion question, Receiver receiver, OwnRecords own, IReadOnlyList<OwnDeparture> departures, IReadOnlyList<OwnDelivery> deliveries, PolicyKnowledge knowledge)
    {
        this.question = question;
        this.own = own;
        this.knowledge = knowledge;
        this.deliveries = deliveries;
        undecided = [.. departures.Where(departure => departure.Kind == DepartureKind.None)];
        // A refusal stands as long as nothing is delivered after it.
        var last = deliveries.Count > 0 ? deliveries.Max(delivery => delivery.Began) : DateTimeOffset.MinValue;
        all = [.. departures.Where(departure => departure.Kind != DepartureKind.None && departure.Session.From > last)];
        var ofThisAudit = all.FindAll(departure => !departure.OfAnotherAudit);
        Counted = ofThisAudit.Exists(departure => departure.Kind == DepartureKind.Decided) || TriesIn(ofThisAudit) >= 2 ? ofThisAudit : [];
        Tries = TriesIn([.. departures.Where(departure => departure.Kind != DepartureKind.None)]);
        triesForCount = TriesIn(all);
    }

    /// <summary>The sessions that make the refusal: the sender's own, of this audit, after its last delivery here. None: it did not refuse.</summary>
    public IReadOnlyList<OwnDeparture> Counted { get; }

    /// <summary>How often the sender came and left without mail.</summary>
    public int Tries { get; }

    public bool Stand => Counted.Count > 0;

    /// <summary>How many tries make the refusal.</summary>
    public int TriesCounted => TriesIn(Counted);

    /// <summary>
    /// Whether they are part of the queue's work: a single visit that comes with no other mail of the audit may be by hand, from the
    /// mail server itself, and then nothing else tells it from a try.
    /// </summary>
    public bool AreOfQueue =>
        Stand && (TriesIn(Counted) >= TriesThatNoHandMakes
            || (TriesIn(Counted) >= 2 && (deliveries.Count == 0 || AreNearADelivery))
            || Counted.Any(departure => own.IsInOneRunWithADelivery(departure.Session) || knowledge.HasFetchedBefore(departure.Session.From)));

    /// <summary>Whether at least one of them is of one run of the queue with a delivery of the audit to another receiver.</summary>
    public bool AreOfOneRun => Counted.Any(departure => own.IsInOneRunWithADelivery(departure.Session));

    /// <summary>Whether at least one of them began about when a delivery of the audit to another receiver did.</summary>
    public bool AreNearADelivery => Counted.Any(departure => own.IsNearADelivery(departure.Session, question.Rules.Settle));

    /// <summary>
    /// Whether the sender came more often than it was mailed, over at least the settling time: as a queue does. How often it was mailed
    /// is told by what it delivered to the other receivers. Tries that may be of another audit of the same sender count here: nobody's
    /// mail was delivered by it since.
    /// </summary>
    public bool CameAgain
    {
        get
        {
            if (!Stand)
            {
                return false;
            }

            return all[^1].Session.From - all[0].Session.From >= question.Rules.Settle
                && triesForCount + deliveries.Count > Math.Max(own.Mailed, 1);
        }
    }

    /// <summary>
    /// Whether they stand for good when the retry window is over. One session alone after mail was delivered, by a sender that was not
    /// seen to fetch the policy, never does: it may be anything.
    /// </summary>
    public bool OutlastTheWindow =>
        TriesIn(Counted) >= 2 || deliveries.Count == 0 || Counted.Any(departure => knowledge.HasFetchedBefore(departure.Session.From));

    /// <summary>Why what was seen is no refusal: a sentence; null when nothing was seen.</summary>
    public string? WhyNone =>
        Counted.Count > 0 ? null
        : all.Exists(departure => departure.OfAnotherAudit) ? "The sender came and left, but another audit of it explains that as well."
        : all.Count > 0 ? "The sender came once and closed the connection without a word: the network does that too, so it has to come again."
        : undecided.Count > 0 ? $"The sender came and left without mail for another reason: {Describe(undecided[^1].End)}."
        : null;

    /// <summary>
    /// Whether they show that the sender has changed its mind since it last delivered here. A queue that has delivered every message has
    /// nothing left to try: who comes then, and was not seen to fetch the policy, looks by hand.
    /// </summary>
    public bool LiftBlame(bool refusesElsewhere) =>
        Counted.Any(departure => knowledge.HasFetchedBefore(departure.Session.From))
        || (Stand && own.Mailed > deliveries.Count && (refusesElsewhere || TriesIn(Counted) >= 2 || Counted.Any(departure => own.IsInOneRunWithADelivery(departure.Session))));

    /// <summary>How many tries make the refusal from a time on.</summary>
    public int TriesFrom(DateTimeOffset time) => TriesIn([.. Counted.Where(departure => departure.Session.From >= time)]);

    /// <summary>Whether each of some clients was seen to refuse.</summary>
    public bool AreOfThoseWho(IEnumerable<string> clients) => Counted.Select(departure => departure.Client).ToHashSet().IsSupersetOf(clients);

    private int TriesIn(IReadOnlyList<OwnDeparture> some)
    {
        var oneTry = question.Rules.Settle * PartOfSettleThatIsOneTry;
        var tries = 0;
        var last = DateTimeOffset.MinValue;
        foreach (var departure in some)
        {
            if (tries == 0 || departure.Session.From - last > oneTry)
            {
                tries++;
            }

            // Records of a log link that was down reach the store together, long after.
            var longest = departure.Session.From + question.Rules.Settle;
            last = departure.Session.Until < longest ? departure.Session.Until : longest;
        }

        return tries;
    }

    private static string Describe(SessionEnded session) => session switch
    {
        { Ending: SessionEnding.TimedOut } => "it was silent for too long",
        { Ending: SessionEnding.ClosedByReceiver } => "the receiver ended the session",
        _ when session.Commands.Given("mail") > session.Commands.Accepted("mail") => "the receiver did not accept its MAIL command",
        _ when session.Commands.Given("rcpt") > session.Commands.Accepted("rcpt") => "the receiver did not accept the recipient",
        _ => $"it gave the commands {session.Commands}",
    };
}
