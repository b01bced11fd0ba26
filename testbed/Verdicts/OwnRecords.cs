using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>A session of a sender that brought none of the audit's mail.</summary>
/// <param name="Kind">What it tells of why the client left.</param>
/// <param name="OfAnotherAudit">Another audit of the same sender explains it as well.</param>
internal sealed record OwnDeparture(SmtpSession Session, SessionEnded End, DepartureKind Kind, Attribution Whose, bool OfAnotherAudit);

/// <summary>A message of the audit.</summary>
internal sealed record OwnDelivery(EvidenceRecord Record, MessageAccepted Message, SmtpSession Session)
{
    /// <summary>A delivery counts by when its session began: what the sender knew then it acted by.</summary>
    public DateTimeOffset Began => Session.From;

    public string Client => SenderIdentity.ClientKeyOf(Message.Client.Address);
}

/// <summary>A policy that was served to the sender.</summary>
internal sealed record OwnFetch(EvidenceRecord Record, PolicyFetched Fetch, Attribution Whose)
{
    public string Client => SenderIdentity.ClientKeyOf(Fetch.Client);
}

/// <summary>The records that belong to one sender of an audit: its messages, and its sessions and policy fetches.</summary>
internal sealed class OwnRecords
{
    /// <summary>RFC 5321 §4.5.4.1: a sender gives up after four or five days.</summary>
    private static readonly TimeSpan LongestQueue = TimeSpan.FromDays(5);

    // One queue runs through its receivers within this: what comes with a delivery of this audit is this audit's.
    private static readonly TimeSpan OneRun = TimeSpan.FromSeconds(5);

    private readonly List<SmtpSession> ofNetwork = [];
    private readonly ILookup<ReceiverLetter, DateTimeOffset> contacts;
    private readonly ILookup<ReceiverLetter, DateTimeOffset> contactsOfOthers;

    /// <param name="has">The receivers that it is about.</param>
    public OwnRecords(AuditQuestion question, AuditEvidence evidence, TokenSender sender, Func<ReceiverLetter, bool> has)
    {
        Sender = sender;
        // The sender is known by its messages to the suite's receivers.
        var suite = question.Suite ?? Suite.Study;
        var sessions = evidence.Sessions.Where(session => has(session.Receiver)).ToList();
        var ids = sender.Messages.Select(record => record.Id).ToHashSet();
        Deliveries =
        [
            .. from session in sessions
               from record in session.Messages
               where ids.Contains(record.Id) || (!suite.Has(session.Receiver) && ((MessageAccepted)record.What).Token == question.Token && sender.AttributionOf(session) > Attribution.NetworkOnly)
               select new OwnDelivery(record, (MessageAccepted)record.What, session),
        ];
        Began = Deliveries.Count > 0 ? Deliveries.Min(delivery => delivery.Began) : null;
        // The window runs from the last sign that somebody mails us by this sender.
        WindowEnds = Deliveries.Count > 0 ? Deliveries.Max(delivery => delivery.Record.At) + question.Rules.RetryWindow : null;

        // A sender may meet another receiver a moment before its first delivery; much earlier sessions are another audit's.
        var from = Began - question.Rules.Settle;
        var others = new OtherAudits(sessions, question, sender, Deliveries);
        List<OwnDeparture> departures = [];
        foreach (var session in sessions.Where(session => session is { Messages: [], End: not null, Began: not null } && session.Began >= from
            && session.Began <= Deliveries.Max(delivery => delivery.Record.At) + LongestQueue))
        {
            var whose = sender.AttributionOf(session);
            if (whose == Attribution.NetworkOnly)
            {
                ofNetwork.Add(session);
            }
            else if (whose is { } own && question.Receivers.FirstOrDefault(row => row.Letter == session.Receiver) is { } receiver)
            {
                departures.Add(new(session, session.End!, Departure.Of(session.End!, receiver), own, others.Explain(session, IsInOneRunWithADelivery(session), Deliveries)));
            }
        }

        Departures = departures;
        contactsOfOthers = others.Deliveries.Concat(departures.Where(departure => departure.OfAnotherAudit).Select(departure => (departure.Session.Receiver, departure.Session.From)))
            .ToLookup(contact => contact.Receiver, contact => contact.From);
        Fetches =
        [
            .. from record in evidence.Fetches
               let fetch = (PolicyFetched)record.What
               let whose = sender.AttributionOf(fetch.Client)
               where whose is not null
               select new OwnFetch(record, fetch, whose.Value),
        ];
        contacts = sessions.Where(session => sender.AttributionOf(session) is not null || session.Messages.Any(record => ids.Contains(record.Id)))
            .ToLookup(session => session.Receiver, session => session.From);
    }

    public TokenSender Sender { get; }

    /// <summary>When the session of the first message began.</summary>
    public DateTimeOffset? Began { get; }

    /// <summary>When silence is no longer waited on; null while no message came.</summary>
    public DateTimeOffset? WindowEnds { get; }

    /// <summary>Oldest session first.</summary>
    public IReadOnlyList<OwnDelivery> Deliveries { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OwnDeparture> Departures { get; }

    /// <summary>Sessions of the same networks that nothing ties to the sender.</summary>
    public IReadOnlyList<SmtpSession> OfNetwork => ofNetwork;

    /// <summary>Every fetch that the sender made or may have made, of other audits' times too, oldest first.</summary>
    public IReadOnlyList<OwnFetch> Fetches { get; }

    /// <summary>Every time that the sender, or somebody in its network, came to a receiver, with whatever audit's mail.</summary>
    public IEnumerable<DateTimeOffset> ContactsAt(ReceiverLetter letter) => contacts[letter];

    /// <summary>Every time that the sender came to a receiver for another audit of it, as far as can be told.</summary>
    public IEnumerable<DateTimeOffset> ContactsOfOtherAuditsAt(ReceiverLetter letter) => contactsOfOthers[letter];

    /// <summary>Whether a session and a delivery of this audit to another receiver are of one run of a queue.</summary>
    public bool IsInOneRunWithADelivery(SmtpSession session) =>
        Deliveries.Any(delivery => delivery.Message.Receiver != session.Receiver && (delivery.Began - session.From).Duration() <= OneRun);

    /// <summary>Tells which of a sender's sessions other audits of it explain as well.</summary>
    private sealed class OtherAudits
    {
        private readonly List<(DateTimeOffset From, DateTimeOffset Until)> windows;
        private readonly List<DateTimeOffset> deliveries;
        private readonly TimeSpan settle;

        public OtherAudits(IReadOnlyList<SmtpSession> sessions, AuditQuestion question, TokenSender sender, IReadOnlyList<OwnDelivery> own)
        {
            var mine = own.Select(delivery => delivery.Record.Id).ToHashSet();
            var ofOthers = (
                from session in sessions
                where sender.AttributionOf(session) > Attribution.NetworkOnly
                from record in session.Messages
                let message = (MessageAccepted)record.What
                where message.Token is { } token && token != question.Token && !mine.Contains(record.Id)
                select (Token: message.Token!.Value, session.Receiver, session.From, record.At)).ToList();
            windows = [.. ofOthers.GroupBy(message => message.Token)
                .Select(audit => (audit.Min(message => message.From) - question.Rules.Settle, audit.Max(message => message.At) + question.Rules.RetryWindow))];
            deliveries = [.. ofOthers.Select(message => message.From)];
            settle = question.Rules.Settle;
            Deliveries = [.. ofOthers.Select(message => (message.Receiver, message.From))];
        }

        public IReadOnlyList<(ReceiverLetter Receiver, DateTimeOffset From)> Deliveries { get; }

        public bool Explain(SmtpSession session, bool isInOneRun, IReadOnlyList<OwnDelivery> own) =>
            windows.Exists(window => window.From <= session.From && session.From <= window.Until)
            && !(isInOneRun && !deliveries.Exists(delivery => (delivery - session.From).Duration() <= OneRun))
            && !IsAmid(session, own);

        // A slow queue takes one receiver after the other. What it did between two deliveries of this audit, or right beside one where
        // this audit delivered nothing, is this audit's when no other had mail delivered about then.
        private bool IsAmid(SmtpSession session, IReadOnlyList<OwnDelivery> own)
        {
            if (deliveries.Exists(delivery => (delivery - session.From).Duration() <= settle))
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
