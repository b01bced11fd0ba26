using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>The records that belong to one audit: its messages, and its sender's sessions and policy fetches of the same time.</summary>
internal sealed class Sightings
{
    private static readonly ILookup<ReceiverLetter, DateTimeOffset> NoContacts =
        Array.Empty<DateTimeOffset>().ToLookup(_ => default(ReceiverLetter));

    private readonly IReadOnlySet<string> senderKeys;
    private readonly ILookup<ReceiverLetter, DateTimeOffset> contacts;
    private readonly DateTimeOffset? from;
    private readonly DateTimeOffset? until;

    public Sightings(AuditQuestion question)
    {
        var sender = new AuditedSender(question.Records
            .Where(record => record.What is MessageAccepted message && message.Token == question.Token)
            .OrderBy(record => record.Id));
        senderKeys = sender.Keys;
        Messages = [.. Of<MessageAccepted>(sender.Messages)];
        OfOthers = [.. Of<MessageAccepted>(sender.OfOthers)];

        // A sender may meet another receiver a moment before its first delivery; much earlier sessions are another audit's.
        from = Messages.Count > 0 ? Messages[0].Record.At - question.Rules.Settle : null;
        // Nor does an audit go on for ever: a session long after its last message is about something else.
        until = Messages.Count > 0 ? Messages[^1].Record.At + question.Rules.RetryWindow : null;
        Sessions = [.. Of<SessionEnded>(question.Records).Where(IsOfThisAudit)];
        Dialogues = [.. Of<SessionHeard>(question.Records).Where(seen => IsOfSender(seen.Record, seen.What.Client))];
        Fetches = [.. Of<PolicyFetched>(question.Records).Where(seen =>
            seen.Record.At >= from && seen.Record.At <= until && senderKeys.Contains(SenderIdentity.NetworkOf(seen.What.Client)))];
        Troubles = TestbedTrouble.In(question.Records, question.LooksAtItself ? DateTimeOffset.MaxValue : question.LookedAt ?? DateTimeOffset.MinValue);
        // Of all its audits, and of earlier ones: what a sender learned of a policy it learned for every message.
        contacts = Troubles.Count == 0 ? NoContacts : question.Records
            .Where(record => record.What is SmtpObservation smtp && SenderIdentity.KeysOf(smtp.Client).Any(senderKeys.Contains))
            .ToLookup(record => ((SmtpObservation)record.What).Receiver, record => (record.What as SessionEnded)?.Began ?? record.At);
    }

    /// <summary>When the testbed was not as designed.</summary>
    public IReadOnlyList<TestbedTrouble> Troubles { get; }

    public IReadOnlyList<Seen<MessageAccepted>> Messages { get; }

    public IReadOnlyList<Seen<MessageAccepted>> OfOthers { get; }

    public IReadOnlyList<Seen<SessionEnded>> Sessions { get; }

    public IReadOnlyList<Seen<SessionHeard>> Dialogues { get; }

    public IReadOnlyList<Seen<PolicyFetched>> Fetches { get; }

    /// <summary>The records that are about this audit's sender.</summary>
    public IReadOnlyList<EvidenceRecord> All =>
        [.. Messages.Select(seen => seen.Record)
            .Concat(OfOthers.Select(seen => seen.Record))
            .Concat(Sessions.Select(seen => seen.Record))
            .Concat(Dialogues.Select(seen => seen.Record))
            .Concat(Fetches.Select(seen => seen.Record))
            .OrderBy(record => record.Id)];

    /// <summary>When the sender first came to a receiver during this audit.</summary>
    public DateTimeOffset? FirstContact(ReceiverLetter letter) =>
        Messages.Where(seen => seen.What.Receiver == letter).Select(seen => (DateTimeOffset?)seen.Record.At)
            .Concat(Sessions.Where(seen => seen.What.Receiver == letter).Select(seen => (DateTimeOffset?)BeganAt(seen)))
            .Min();

    /// <summary>Every time the sender was met at a receiver, with whatever audit's mail.</summary>
    public IEnumerable<DateTimeOffset> ContactsAt(ReceiverLetter letter) => contacts[letter];

    /// <summary>The log's record of the session that brought a message, if it is there yet.</summary>
    public Seen<SessionEnded>? SessionOf(Seen<MessageAccepted> message) =>
        Sessions.FirstOrDefault(session => IsSameSession(session, message.Record, message.What));

    /// <summary>What the milter heard of a session.</summary>
    public Seen<SessionHeard>? DialogueOf(Seen<SessionEnded> session) =>
        Dialogues.FirstOrDefault(dialogue => IsSameSession(session, dialogue.Record, dialogue.What));

    public static DateTimeOffset BeganAt(Seen<SessionEnded> session) => session.What.Began ?? session.Record.At;

    private static IEnumerable<Seen<T>> Of<T>(IReadOnlyList<EvidenceRecord> records)
        where T : Observation =>
        from record in records
        where record.What is T
        orderby record.Id
        select new Seen<T>(record, (T)record.What);

    private static bool IsSameSession(Seen<SessionEnded> session, EvidenceRecord other, SmtpObservation what) =>
        SessionMatch.IsSame(session.Record, session.What, other, what);

    // A session with a transaction belongs to whoever sent that message, which may be another audit of the same sender.
    private bool IsOfThisAudit(Seen<SessionEnded> seen) =>
        IsOfSender(seen.Record, seen.What.Client)
        && (seen.What.Commands.Given("mail") == 0
            || Messages.Any(message => IsSameSession(seen, message.Record, message.What)));

    private bool IsOfSender(EvidenceRecord record, SmtpClient client) =>
        record.At >= from && record.At <= until && SenderIdentity.KeysOf(client).Any(senderKeys.Contains);
}

/// <summary>A record together with its observation, typed.</summary>
internal sealed record Seen<T>(EvidenceRecord Record, T What)
    where T : Observation;
