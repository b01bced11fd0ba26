using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>The store on SQLite or PostgreSQL: one writer that commits in groups, readers beside it.</summary>
internal sealed class EvidenceStore(EvidenceDatabase database, EvidenceWriter writer, TimeProvider time) : IEvidenceStore
{
    public async Task<IReadOnlyList<EvidenceRecord>> AppendAsync(
        IReadOnlyList<Observation> observations, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        // No finer than it is stored, so that a record is the same when it is read again.
        var at = EvidenceRow.AtMicrosecond(time.GetUtcNow());
        return await writer.WriteAsync([.. observations.Select(observation => new EvidenceRow(at, observation))], message, cancellationToken);
    }

    public Task<EvidenceExcerpt> MessagesAsync(AuditToken token, CancellationToken cancellationToken) =>
        new MessageQueries(database, token).ReadAsync(cancellationToken);

    public Task<EvidenceExcerpt> OfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, AuditToken? except, CancellationToken cancellationToken) =>
        new SenderQueries(database, keys, from, until, except, OnlyFetches: false).ReadAsync(cancellationToken);

    public Task<EvidenceExcerpt> FetchesOfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        new SenderQueries(database, keys, from, until, Except: null, OnlyFetches: true).ReadAsync(cancellationToken);

    public async Task<IReadOnlyList<EvidenceRecord>> WithoutTokenAsync(int limit, int longest, CancellationToken cancellationToken)
    {
        var newestFirst = await database.ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind IN ('policy-fetch', 'tls-report') AND LENGTH(observation) <= @longest ORDER BY id DESC LIMIT @most",
            [("@most", limit), ("@longest", longest)], EvidenceRow.Read, cancellationToken);
        return [.. newestFirst.AsEnumerable().Reverse()];
    }

    public async Task<ReadOnlyMemory<byte>?> MessageContentAsync(long evidenceId, CancellationToken cancellationToken)
    {
        var contents = await database.ReadAsync(
            "SELECT content FROM message_content WHERE evidence_id = @id", [("@id", evidenceId)], row => (byte[])row[0], cancellationToken);
        return contents is [var content] ? (ReadOnlyMemory<byte>?)content : null;
    }
}
