using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.TlsReporting;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>One thing in the timeline of a receiver.</summary>
/// <param name="IsProbe">Whether it happened in the probe round there, and so counts.</param>
public abstract record TimelineEntry(DateTimeOffset At, bool IsProbe)
{
    /// <summary>What was seen of an audit's sender at one receiver, oldest first; reports come last.</summary>
    internal static IReadOnlyList<TimelineEntry> SeenAt(
        ReceiverOutcome outcome, DateTimeOffset? probeFrom, AuditReport report, IReadOnlyList<ReportNote> notes)
    {
        var here = report.Evidence.Where(record => record.What switch
        {
            SmtpObservation smtp => smtp.Receiver == outcome.Receiver,
            PolicyFetched fetch => fetch.Receiver == outcome.Receiver,
            _ => false,
        }).ToList();
        var supporting = outcome.Evidence.ToHashSet();
        var setAside = outcome.SetAside?.ToHashSet() ?? [];
        var sessions = SmtpSessions.Of(here)
            .Select(TimelineEntry (session) => new SessionEntry(
                session.From, session.From >= probeFrom, session,
                session.Records.Any(record => supporting.Contains(record.Id)), session.Records.Any(record => setAside.Contains(record.Id)),
                session.Messages.Count > 0 && report.Sender?.Clients.Contains(SenderIdentity.ClientKeyOf(session.Client.Address)) != true));
        var fetches = here.Where(record => record.What is PolicyFetched)
            .Select(TimelineEntry (record) => new FetchEntry(record.At, record.At >= probeFrom, record.Id, (PolicyFetched)record.What));
        return
        [
            .. sessions.Concat(fetches).OrderBy(entry => entry.At),
            .. notes.Where(note => note.Receiver == outcome.Receiver).Select(note => new ReportEntry(note)),
        ];
    }
}

/// <summary>An SMTP session.</summary>
/// <param name="Supports">Whether the outcome rests on it.</param>
/// <param name="IsSetAside">Whether it only shares the sender's network, and counts for nothing.</param>
/// <param name="IsOfOther">Whether another sender brought mail of the audit with it.</param>
public sealed record SessionEntry(DateTimeOffset At, bool IsProbe, SmtpSession Session, bool Supports, bool IsSetAside, bool IsOfOther)
    : TimelineEntry(At, IsProbe);

/// <summary>A policy fetch from the sender's network.</summary>
public sealed record FetchEntry(DateTimeOffset At, bool IsProbe, long Record, PolicyFetched Fetch) : TimelineEntry(At, IsProbe);

/// <summary>What a TLS report says of this receiver.</summary>
public sealed record ReportEntry(ReportNote Note) : TimelineEntry(DateTimeOffset.MaxValue, false);
