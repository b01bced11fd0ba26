using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>Reads what was seen of a sender between two times.</summary>
/// <param name="Except">An audit whose messages are left out; null: none.</param>
/// <param name="OnlyFetches">Only policy fetches, and the names by which a fetch is known for the sender's.</param>
internal sealed record SenderQueries(
    EvidenceDatabase Database, IReadOnlyCollection<string> Keys, DateTimeOffset From, DateTimeOffset Until, AuditToken? Except, bool OnlyFetches)
{
    /// <summary>
    /// The most records that a question about a sender is answered with, as long as each of its keys has <see cref="LeastOfKey"/>. Who refuses
    /// at some eighty scenarios, twice at each, and tries again every few seconds, leaves as many in two minutes.
    /// </summary>
    public const int Most = 3000;

    /// <summary>So many of each key are read, however many keys there are.</summary>
    public const int LeastOfKey = 60;

    // To count more than this would take longer than to read them.
    private const int MostCounted = 6000;

    private string Condition =>
        "sender_key.at BETWEEN @from AND @until"
        + (OnlyFetches ? " AND EXISTS (SELECT 1 FROM evidence WHERE evidence.id = sender_key.evidence_id AND kind IN ('policy-fetch', 'client-name'))" : "")
        + (Except is null ? "" : " AND NOT EXISTS (SELECT 1 FROM evidence WHERE token = @except AND evidence.id = sender_key.evidence_id)");

    public async Task<EvidenceExcerpt> ReadAsync(CancellationToken cancellationToken)
    {
        if (Keys.Count == 0)
        {
            return EvidenceExcerpt.Empty;
        }

        List<(string Name, object Value)> parameters =
        [
            .. Keys.Select((key, index) => ($"@key{index}", (object)key)),
            ("@from", EvidenceRow.MicrosecondsOf(From)),
            ("@until", EvidenceRow.MicrosecondsOf(Until)),
        ];
        if (Except is { } except)
        {
            parameters.Add(("@except", except.ToString()));
        }

        var all = $"SELECT evidence_id FROM sender_key WHERE key IN ({string.Join(", ", Keys.Select((_, index) => $"@key{index}"))}) AND {Condition}";
        var count = (await Database.ReadAsync(
            $"SELECT COUNT(*) FROM (SELECT DISTINCT evidence_id FROM ({all} LIMIT {MostCounted}) AS few) AS seen", parameters, row => row.GetInt64(0), cancellationToken))[0];
        var records = await Database.ReadAsync(
            $"SELECT id, at, observation FROM evidence WHERE id IN ({(count <= Most ? all : string.Join(" UNION ", Keys.Select((_, index) => OfKey(index))))}) ORDER BY id",
            parameters, EvidenceRow.Read, cancellationToken);
        return new(records, (int)Math.Max(0, count - records.Count));
    }

    // The oldest half, for an audit begins with its sender's first sessions; and the newest half, for what the sender does by now.
    private string OfKey(int index)
    {
        var half = Math.Max(Most / Keys.Count, LeastOfKey) / 2;
        var ofKey = $"SELECT evidence_id FROM sender_key WHERE key = @key{index} AND {Condition}";
        return $"SELECT evidence_id FROM ({ofKey} ORDER BY at, evidence_id LIMIT {half}) AS oldest{index} "
            + $"UNION SELECT evidence_id FROM ({ofKey} ORDER BY at DESC, evidence_id DESC LIMIT {half}) AS newest{index}";
    }
}
