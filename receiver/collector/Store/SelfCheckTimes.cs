using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Collector.Store;

/// <summary>The self-checks: those that found a change are evidence, of the others only the newest one's time is kept.</summary>
internal sealed class SelfCheckTimes(EvidenceDatabase database)
{
    // Of every two seconds in the longest time that an audit takes, and of a year in which one was recorded a day.
    private const int Most = 10_000;

    /// <summary>
    /// What was recorded within a span of time, the last before it and the first after it, oldest first. The span begins earlier
    /// where senders may still keep a policy that they should not have been given.
    /// </summary>
    public Task<List<EvidenceRecord>> AroundAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ReadAsync(
            """
            SELECT id, at, observation FROM evidence
            WHERE kind = 'self-check'
                AND at >= COALESCE(
                    (SELECT MIN(at) FROM evidence WHERE kind = 'self-check' AND at BETWEEN @kept AND @from AND observation LIKE '%"keptFor"%'),
                    (SELECT MAX(at) FROM evidence WHERE kind = 'self-check' AND at <= @from),
                    0)
                AND at <= COALESCE((SELECT MIN(at) FROM evidence WHERE kind = 'self-check' AND at > @until), @until)
            ORDER BY at, id LIMIT @most
            """,
            [
                ("@from", EvidenceRow.MicrosecondsOf(from)),
                ("@kept", EvidenceRow.MicrosecondsOf(from - StsPolicy.LongestMaxAge)),
                ("@until", EvidenceRow.MicrosecondsOf(until)),
                ("@most", Most),
            ],
            EvidenceRow.Read, cancellationToken);

    /// <summary>When the newest self-check began; null when there was none.</summary>
    public async Task<DateTimeOffset?> LastAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync("SELECT at FROM testbed_look", [], row => EvidenceRow.TimeOf(row.GetInt64(0)), cancellationToken) is [var at] ? at : null;

    public Task NoteAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            "INSERT INTO testbed_look (only_one, at) VALUES (1, @at) ON CONFLICT (only_one) DO UPDATE SET at = excluded.at",
            [("@at", EvidenceRow.MicrosecondsOf(at))], cancellationToken);
}
