using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>Reads the messages of one token.</summary>
internal sealed record MessageQueries(EvidenceDatabase Database, AuditToken Token)
{
    /// <summary>The most messages that a question is answered with: an audit has a dozen or two, so more are a flood or a machine that runs wild.</summary>
    public const int Most = 1500;

    // Among these it is chosen by network: more are not worth anybody's while.
    private const int OldestChosenFrom = 2500;
    private const int NewestChosenFrom = 10_000;

    public async Task<EvidenceExcerpt> ReadAsync(CancellationToken cancellationToken)
    {
        var count = (await Database.ReadAsync(
            $"SELECT COUNT(*) FROM evidence WHERE token = @token AND {RetiredAudits.IsKept}", [("@token", Token.ToString())], row => row.GetInt64(0), cancellationToken))[0];
        if (count <= Most)
        {
            return new(await Database.ReadAsync(
                $"SELECT id, at, observation FROM evidence WHERE token = @token AND {RetiredAudits.IsKept} ORDER BY id LIMIT @most",
                [("@token", Token.ToString()), ("@most", Most)], EvidenceRow.Read, cancellationToken));
        }

        var ids = FairShare.Of(await NetworksAsync(cancellationToken), Most);
        var records = await Database.ReadAsync(
            $"SELECT id, at, observation FROM evidence WHERE id IN ({string.Join(',', ids)}) ORDER BY id", [], EvidenceRow.Read, cancellationToken);
        return new(records, (int)Math.Min(int.MaxValue, count - records.Count));
    }

    // Of its client's keys a network is the one with a slash.
    private Task<List<(long Id, string Network)>> NetworksAsync(CancellationToken cancellationToken) => Database.ReadAsync(
        $"""
        SELECT message.id, sender_key.key
        FROM (
            SELECT id FROM (SELECT id FROM evidence WHERE token = @token AND {RetiredAudits.IsKept} ORDER BY id LIMIT @oldest) AS oldest
            UNION
            SELECT id FROM (SELECT id FROM evidence WHERE token = @token AND {RetiredAudits.IsKept} ORDER BY id DESC LIMIT @newest) AS newest) AS message
        JOIN sender_key ON sender_key.evidence_id = message.id
        WHERE sender_key.key LIKE '%/%'
        ORDER BY message.id
        """,
        [("@token", Token.ToString()), ("@oldest", OldestChosenFrom), ("@newest", NewestChosenFrom)],
        row => (row.GetInt64(0), row.GetString(1)),
        cancellationToken);
}
