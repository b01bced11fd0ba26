using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>The store on SQLite or PostgreSQL: one writer that commits in groups, readers beside it.</summary>
internal sealed class EvidenceStore(EvidenceDatabase database, EvidenceWriter writer, TimeProvider time) : IEvidenceStore
{
    /// <summary>The most records one question about a sender is answered with: a day of a large provider.</summary>
    private const int MostRecords = 10_000;

    public async Task<IReadOnlyList<EvidenceRecord>> AppendAsync(
        IReadOnlyList<Observation> observations, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        // No finer than it is stored, so that a record is the same when it is read again.
        var at = EvidenceRow.AtMicrosecond(time.GetUtcNow());
        return await writer.WriteAsync([.. observations.Select(observation => new EvidenceRow(at, observation))], message, cancellationToken);
    }

    public Task<IReadOnlyList<EvidenceRecord>> MessagesAsync(AuditToken token, CancellationToken cancellationToken) =>
        ReadAsync("SELECT id, at, observation FROM evidence WHERE token = @token ORDER BY id LIMIT @most",
            [("@token", token.ToString()), ("@most", MostRecords)], cancellationToken);

    public Task<IReadOnlyList<EvidenceRecord>> OfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        OfSenderAsync(keys, from, until, "", cancellationToken);

    public Task<IReadOnlyList<EvidenceRecord>> FetchesOfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        OfSenderAsync(keys, from, until, "AND kind IN ('policy-fetch', 'client-name')", cancellationToken);

    private async Task<IReadOnlyList<EvidenceRecord>> OfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, string only, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var named = keys.Select((key, index) => (Name: $"@key{index}", Value: (object)key)).ToList();
        var newestFirst = await ReadAsync(
            $"""
            SELECT id, at, observation FROM evidence WHERE id IN (
                SELECT evidence_id FROM sender_key
                WHERE key IN ({string.Join(", ", named.Select(key => key.Name))}) AND at BETWEEN @from AND @until) {only}
            ORDER BY id DESC LIMIT @most
            """,
            [.. named, ("@from", EvidenceRow.MicrosecondsOf(from)), ("@until", EvidenceRow.MicrosecondsOf(until)), ("@most", MostRecords)],
            cancellationToken);
        return [.. newestFirst.Reverse()];
    }

    public async Task<IReadOnlyList<EvidenceRecord>> WithoutTokenAsync(int limit, int longest, CancellationToken cancellationToken)
    {
        var newestFirst = await ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind IN ('policy-fetch', 'tls-report') AND LENGTH(observation) <= @longest ORDER BY id DESC LIMIT @most",
            [("@most", limit), ("@longest", longest)], cancellationToken);
        return [.. newestFirst.Reverse()];
    }

    public async Task<ReadOnlyMemory<byte>?> MessageContentAsync(long evidenceId, CancellationToken cancellationToken)
    {
        var contents = await database.ReadAsync(
            "SELECT content FROM message_content WHERE evidence_id = @id", [("@id", evidenceId)], row => (byte[])row[0], cancellationToken);
        return contents is [var content] ? (ReadOnlyMemory<byte>?)content : null;
    }

    private async Task<IReadOnlyList<EvidenceRecord>> ReadAsync(
        string text, IReadOnlyList<(string Name, object Value)> parameters, CancellationToken cancellationToken) =>
        await database.ReadAsync(text, parameters, EvidenceRow.Read, cancellationToken);
}
