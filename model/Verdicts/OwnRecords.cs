using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>A session of a sender that brought none of the audit's mail.</summary>
/// <param name="Kind">What it tells of why the client left.</param>
/// <param name="OfAnotherAudit">Another audit of the same sender explains it as well.</param>
internal sealed record OwnDeparture(SmtpSession Session, SessionEnded End, DepartureKind Kind, Attribution Whose, bool OfAnotherAudit)
{
    public string Client { get; } = SenderIdentity.ClientKeyOf(Session.Client.Address);
}

/// <summary>A message of the audit.</summary>
/// <param name="Client">As in <see cref="SenderIdentity.ClientKeyOf"/>.</param>
internal sealed record OwnDelivery(EvidenceRecord Record, MessageAccepted Message, SmtpSession Session, string Client)
{
    /// <summary>Its own record, and what was recorded of its session other than messages.</summary>
    public IReadOnlyList<EvidenceRecord> Records =>
        Session.Messages.Count == 1 ? Session.Records : [.. Session.Records.Where(record => record.What is not MessageAccepted || record.Id == Record.Id)];

    /// <summary>A delivery counts by when its session began: what the sender knew then it acted by.</summary>
    public DateTimeOffset Began => Session.From;
}

/// <summary>A fetch of a policy that the sender made, or may have made.</summary>
internal sealed record OwnFetch(EvidenceRecord Record, PolicyFetched Fetch, Attribution Whose)
{
    public string Client { get; } = SenderIdentity.ClientKeyOf(Fetch.Client);
}

/// <summary>The records that belong to one sender of an audit: its messages, and its sessions and policy fetches.</summary>
internal sealed class OwnRecords
{
    /// <summary>RFC 5321 §4.5.4.1: a sender gives up after four or five days.</summary>
    private static readonly TimeSpan LongestQueue = TimeSpan.FromDays(5);

    /// <summary>One queue runs through its receivers within this: what comes with a delivery of this audit is this audit's.</summary>
    public static readonly TimeSpan OneRun = TimeSpan.FromSeconds(5);

    private readonly List<SmtpSession> ofNetwork = [];
    private readonly Dictionary<ReceiverName, SortedTimes> contacts;
    private readonly SortedTimes begins;
    private readonly ILookup<ReceiverName, OwnDelivery> byReceiver;
    private readonly Dictionary<ReceiverName, SortedTimes> deliveriesAt;
    private readonly ILookup<ReceiverName, DateTimeOffset> contactsOfOthers;

    /// <param name="has">The receivers that it is about.</param>
    public OwnRecords(AuditQuestion question, AuditEvidence evidence, TokenSender sender, Func<ReceiverName, bool> has)
    {
        Sender = sender;
        // The sender is known by its messages to the suite's receivers.
        var suite = question.Suite ?? Suite.Study;
        HashSet<long> ids = new(sender.Messages.Count);
        ids.UnionWith(sender.Messages.Select(record => record.Id));
        var attributed = evidence.SessionsNear(sender).Where(session => has(session.Receiver)).Select(session => (Session: session, Whose: sender.AttributionOf(session))).ToList();
        List<OwnDelivery> deliveries = new(sender.Messages.Count);
        foreach (var (session, whose) in attributed)
        {
            foreach (var record in session.Messages)
            {
                var message = (MessageAccepted)record.What;
                if (ids.Contains(record.Id) || (!suite.Has(session.Receiver) && message.Token == question.Token && whose > Attribution.NetworkOnly))
                {
                    deliveries.Add(new(record, message, session, sender.KeyOf(message.Client)));
                }
            }
        }

        Deliveries = deliveries;
        begins = new(Deliveries.Select(delivery => delivery.Began));
        byReceiver = Deliveries.ToLookup(delivery => delivery.Message.Receiver);
        deliveriesAt = byReceiver.ToDictionary(at => at.Key, at => new SortedTimes(at.Select(delivery => delivery.Began)));
        Began = Deliveries.Count > 0 ? Deliveries.Min(delivery => delivery.Began) : null;
        Mailed = byReceiver.Select(at => at.Count()).DefaultIfEmpty(0).Max();
        // The window runs from the last sign that somebody mails us by this sender.
        WindowEnds = Deliveries.Count > 0 ? Deliveries.Max(delivery => delivery.Record.At) + question.Rules.RetryWindow : null;

        // A sender may meet another receiver a moment before its first delivery; much earlier sessions are another audit's.
        var from = Began - question.Rules.Settle;
        DateTimeOffset? until = Deliveries.Count > 0 ? Deliveries.Max(delivery => delivery.Record.At) + LongestQueue : null;
        var others = new OtherAudits(attributed, question, Deliveries);
        List<OwnDeparture> departures = [];
        foreach (var (session, whose) in attributed.Where(one =>
            one.Session is { Messages: [], End: not null, Began: not null } session && session.Began >= from && session.Began <= until))
        {
            if (whose == Attribution.NetworkOnly)
            {
                ofNetwork.Add(session);
            }
            else if (whose is { } own && question.Receivers.FirstOrDefault(row => row.Name == session.Receiver) is { } receiver)
            {
                departures.Add(new(session, session.End!, Departure.Of(session.End!, receiver), own, others.Explain(session, IsInOneRunWithADelivery(session), Deliveries)));
            }
        }

        Departures = departures;
        contactsOfOthers = others.Deliveries.Concat(departures.Where(departure => departure.OfAnotherAudit).Select(departure => (departure.Session.Receiver, departure.Session.From)))
            .ToLookup(contact => contact.Receiver, contact => contact.From);
        FetchTries =
        [
            .. from record in evidence.FetchTries
               let fetch = (PolicyFetched)record.What
               let whose = sender.AttributionOf(fetch.Client)
               where whose is not null
               select new OwnFetch(record, fetch, whose.Value),
        ];
        Fetches = [.. FetchTries.Where(fetch => fetch.Fetch.PolicyId is not null)];
        contacts = attributed.Where(one => one.Whose is not null || one.Session.Messages.Any(record => ids.Contains(record.Id)))
            .GroupBy(one => one.Session.Receiver, one => one.Session.From).ToDictionary(at => at.Key, at => new SortedTimes(at));
    }

    public TokenSender Sender { get; }

    /// <summary>When the session of the first message began.</summary>
    public DateTimeOffset? Began { get; }

    /// <summary>How many messages each receiver was mailed, as the one tells that got most of them.</summary>
    public int Mailed { get; }

    /// <summary>When silence is no longer waited on; null while no message came.</summary>
    public DateTimeOffset? WindowEnds { get; }

    /// <summary>Oldest session first.</summary>
    public IReadOnlyList<OwnDelivery> Deliveries { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OwnDeparture> Departures { get; }

    /// <summary>Sessions of the same networks that nothing ties to the sender.</summary>
    public IReadOnlyList<SmtpSession> OfNetwork => ofNetwork;

    /// <summary>The receivers that it came to, and the scenarios whose policies it tried to fetch.</summary>
    public IReadOnlySet<ReceiverName> MetReceivers(IEnumerable<EvidenceRecord> fetchTries) => Deliveries.Select(delivery => delivery.Message.Receiver)
        .Concat(Departures.Select(departure => departure.Session.Receiver))
        .Concat(fetchTries.Select(record => (PolicyFetched)record.What).Where(fetch => Sender.AttributionOf(fetch.Client) > Attribution.NetworkOnly).Select(fetch => fetch.Receiver))
        .ToHashSet();

    /// <summary>Every fetch that the sender made or may have made, of other audits' times too, oldest first.</summary>
    public IReadOnlyList<OwnFetch> Fetches { get; }

    /// <summary>Those, and the fetches that were answered with no policy, oldest first.</summary>
    public IReadOnlyList<OwnFetch> FetchTries { get; }

    /// <summary>What it delivered to a receiver, oldest session first.</summary>
    public IEnumerable<OwnDelivery> DeliveriesTo(ReceiverName receiver) => byReceiver[receiver];

    /// <summary>Every time that the sender, or somebody in its network, came to a receiver, with whatever audit's mail.</summary>
    public SortedTimes ContactsAt(ReceiverName receiver) => contacts.GetValueOrDefault(receiver, SortedTimes.None);

    /// <summary>Every time that the sender came to a receiver for another audit of it, as far as can be told.</summary>
    public IEnumerable<DateTimeOffset> ContactsOfOtherAuditsAt(ReceiverName receiver) => contactsOfOthers[receiver];

    /// <summary>Whether a session and a delivery of this audit to another receiver are of one run of a queue.</summary>
    public bool IsInOneRunWithADelivery(SmtpSession session) =>
        deliveriesAt.Any(at => at.Key != session.Receiver && at.Value.AnyNear(session.From, OneRun));

    /// <summary>Whether a delivery of this audit to another receiver began before a session, and not longer before than that.</summary>
    public bool CameAfterADelivery(SmtpSession session, TimeSpan within) =>
        deliveriesAt.Any(at => at.Key != session.Receiver && at.Value.AnyBetween(session.From - within, session.From));

    /// <summary>Whether a delivery of this audit began about when a session did.</summary>
    public bool IsNearADelivery(SmtpSession session, TimeSpan within) => begins.AnyNear(session.From, within);

    /// <summary>Tells which of a sender's sessions other audits of it explain as well.</summary>
    private sealed class OtherAudits
    {
        // Those that overlap are one.
        private readonly List<(DateTimeOffset From, DateTimeOffset Until)> windows = [];
        private readonly SortedTimes deliveries;
        private readonly TimeSpan settle;

        public OtherAudits(
            IEnumerable<(SmtpSession Session, Attribution? Whose)> attributed, AuditQuestion question, IReadOnlyList<OwnDelivery> own)
        {
            var mine = own.Select(delivery => delivery.Record.Id).ToHashSet();
            List<(AuditToken Token, ReceiverName Receiver, DateTimeOffset From, DateTimeOffset At)> ofOthers = [];
            foreach (var (session, whose) in attributed)
            {
                foreach (var record in whose > Attribution.NetworkOnly ? session.Messages : [])
                {
                    if (((MessageAccepted)record.What).Token is { } token && token != question.Token && !mine.Contains(record.Id))
                    {
                        ofOthers.Add((token, session.Receiver, session.From, record.At));
                    }
                }
            }

            foreach (var window in ofOthers.GroupBy(message => message.Token)
                .Select(audit => (From: audit.Min(message => message.From) - question.Rules.Settle, Until: audit.Max(message => message.At) + question.Rules.RetryWindow))
                .OrderBy(window => window.From))
            {
                if (windows.Count > 0 && window.From <= windows[^1].Until)
                {
                    windows[^1] = (windows[^1].From, window.Until > windows[^1].Until ? window.Until : windows[^1].Until);
                }
                else
                {
                    windows.Add(window);
                }
            }

            deliveries = new(ofOthers.Select(message => message.From));
            settle = question.Rules.Settle;
            Deliveries = [.. ofOthers.Select(message => (message.Receiver, message.From))];
        }

        public IReadOnlyList<(ReceiverName Receiver, DateTimeOffset From)> Deliveries { get; }

        public bool Explain(SmtpSession session, bool isInOneRun, IReadOnlyList<OwnDelivery> own) =>
            windows.Exists(window => window.From <= session.From && session.From <= window.Until)
            && !(isInOneRun && !deliveries.AnyNear(session.From, OneRun))
            && !IsAmid(session, own);

        // A slow queue takes one receiver after the other. What it did between two deliveries of this audit, or right beside one where
        // this audit delivered nothing, is this audit's when no other had mail delivered about then.
        private bool IsAmid(SmtpSession session, IReadOnlyList<OwnDelivery> own)
        {
            if (deliveries.AnyNear(session.From, settle))
            {
                return false;
            }

            var near = own.Where(delivery => (delivery.Began - session.From).Duration() <= settle).ToList();
            return (near.Exists(delivery => delivery.Began <= session.From) && near.Exists(delivery => delivery.Began >= session.From))
                || (near.Exists(delivery => (delivery.Began - session.From).Duration() <= settle / 4)
                    && own.All(delivery => delivery.Message.Receiver != session.Receiver));
        }
    }
}
