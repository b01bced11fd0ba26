using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>The looks of the testbed at itself: those that found a change are evidence, of the others only the newest one's time is kept.</summary>
internal sealed class TestbedLooks(EvidenceDatabase database)
{
    private const int Most = 1000;

    /// <summary>What was recorded within a span of time, and the last that was before it, oldest first.</summary>
    public Task<List<EvidenceRecord>> BetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ReadAsync(
            """
            SELECT id, at, observation FROM evidence
            WHERE kind = 'self-check' AND at <= @until
                AND at >= COALESCE((SELECT MAX(at) FROM evidence WHERE kind = 'self-check' AND at <= @from), 0)
            ORDER BY at, id LIMIT @most
            """,
            [("@from", EvidenceRow.MicrosecondsOf(from)), ("@until", EvidenceRow.MicrosecondsOf(until)), ("@most", Most)],
            EvidenceRow.Read, cancellationToken);

    /// <summary>When the newest look began; null when there was none.</summary>
    public async Task<DateTimeOffset?> LastAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync("SELECT at FROM testbed_look", [], row => EvidenceRow.TimeOf(row.GetInt64(0)), cancellationToken) is [var at] ? at : null;

    public Task NoteAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            "INSERT INTO testbed_look (only_one, at) VALUES (1, @at) ON CONFLICT (only_one) DO UPDATE SET at = excluded.at",
            [("@at", EvidenceRow.MicrosecondsOf(at))], cancellationToken);
}
