using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>Puts records of different sources together: those of one receiver, client and port at about the same time are of one session.</summary>
public static class SmtpSessions
{
    /// <summary>A client's port may come again; not so soon.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Whether two records can be of one session.</summary>
    public static bool IsSame(EvidenceRecord one, SmtpObservation what, EvidenceRecord other, SmtpObservation otherWhat) =>
        KeyOf(what).Equals(KeyOf(otherWhat)) && (one.At - other.At).Duration() < Longest;

    /// <summary>The sessions that the records tell of, in the order of their beginnings. Records without an SMTP client are passed over.</summary>
    public static IReadOnlyList<SmtpSession> Of(IEnumerable<EvidenceRecord> records)
    {
        var ofSessions = records.Where(record => record.What is SmtpObservation).Sorted(EvidenceRecord.ByCommit);
        // Two records a session, as a rule.
        var open = new Dictionary<(ReceiverName, IPAddress, int), List<EvidenceRecord>>(ofSessions.Count / 2);
        var ended = new HashSet<List<EvidenceRecord>>(ofSessions.Count / 2, ReferenceEqualityComparer.Instance);
        var all = new List<List<EvidenceRecord>>(ofSessions.Count / 2);
        foreach (var record in ofSessions)
        {
            var key = KeyOf((SmtpObservation)record.What);
            if (!open.TryGetValue(key, out var session) || IsOfAnother(session, ended.Contains(session), record))
            {
                open[key] = session = [];
                all.Add(session);
            }

            session.Add(record);
            if (record.What is SessionEnded)
            {
                ended.Add(session);
            }
        }

        return all.Select(Of).Sorted((one, other) =>
            one.From.CompareTo(other.From) is not 0 and var earlier ? earlier : one.Records[0].Id.CompareTo(other.Records[0].Id));
    }

    // A session ends once, and its end is logged last but for what the milter heard of it.
    private static bool IsOfAnother(List<EvidenceRecord> session, bool hasEnded, EvidenceRecord record) =>
        record.At - session[^1].At >= Longest
        || (record.What is MessageAccepted message && IsOfAnother(session, record, message))
        || (record.What is not SessionHeard && hasEnded
            && (record.What is SessionEnded || BeganAt(record) > session[^1].At));

    // Several messages may come over one connection. In old records, which do not say when it began, only soon after each other.
    private static bool IsOfAnother(List<EvidenceRecord> session, EvidenceRecord record, MessageAccepted message) =>
        message.Began is { } began
            ? session.Find(earlier => earlier.What is MessageAccepted)?.What is MessageAccepted { Began: { } other } && other != began
            : record.At - session[^1].At > LongestPause;

    private static DateTimeOffset? BeganAt(EvidenceRecord record) => record.What switch
    {
        MessageAccepted message => message.Began,
        SessionHeard heard => heard.Began,
        MessagePutOff putOff => putOff.Began,
        SessionEnded ended => ended.Began,
        _ => null,
    };

    private static SmtpSession Of(List<EvidenceRecord> records)
    {
        SmtpClient? named = null;
        SessionHeard? heard = null;
        SessionEnded? end = null;
        MessagePutOff? putOff = null;
        MessageAccepted? message = null;
        List<EvidenceRecord> messages = [];
        List<string> heloNames = [];
        foreach (var record in records)
        {
            named ??= record.What is SmtpObservation { Client: { VerifiedHostName: not null } client } ? client : null;
            heard ??= record.What as SessionHeard;
            end ??= record.What as SessionEnded;
            putOff ??= record.What as MessagePutOff;
            if (record.What is MessageAccepted accepted)
            {
                message ??= accepted;
                messages.Add(record);
                // One name for all messages, as a rule.
                if (accepted.HeloName is { } name && (heloNames.Count == 0 || heloNames[^1] != name))
                {
                    heloNames.Add(name);
                }
            }
        }

        var first = (SmtpObservation)records[0].What;
        return new(
            records,
            first.Receiver,
            named ?? first.Client,
            message?.Began ?? heard?.Began ?? putOff?.Began ?? end?.Began,
            heard is null && heloNames.Count <= 1 ? heloNames : [.. (heard?.HeloNames ?? []).Concat(heloNames).Distinct()],
            message?.Tls ?? end?.Tls ?? heard?.Tls,
            end?.ServerName,
            messages,
            end);
    }

    private static (ReceiverName Receiver, IPAddress Address, int Port) KeyOf(SmtpObservation what) => (what.Receiver, what.Client.Address, what.Client.Port);
}
