using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>Reads the evidence that belongs to no audit, page by page, newest first.</summary>
internal sealed class EvidenceArchive(EvidenceDatabase database)
{
    // The kinds are constants in the statements so that SQLite sees that its partial indexes fit.
    public Task<List<EvidenceRecord>> PolicyFetchesAsync(long? before, int most, CancellationToken cancellationToken) =>
        ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind = 'policy-fetch' AND id < @before ORDER BY id DESC LIMIT @most",
            [("@before", before ?? long.MaxValue), ("@most", most)], cancellationToken);

    /// <summary>The newest handshakes at policy hosts that did not complete.</summary>
    public Task<List<EvidenceRecord>> FailedPolicyFetchesAsync(int most, CancellationToken cancellationToken) =>
        ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind = 'policy-fetch-failed' ORDER BY id DESC LIMIT @most", [("@most", most)], cancellationToken);

    /// <param name="longest">Records of more characters are left out: nobody is made to read them all for a question about many.</param>
    public Task<List<EvidenceRecord>> TlsReportsAsync(
        DateTimeOffset from, DateTimeOffset until, int longest, int most, CancellationToken cancellationToken) =>
        ReadAsync(
            """
            SELECT id, at, observation FROM evidence
            WHERE kind = 'tls-report' AND at BETWEEN @from AND @until AND LENGTH(observation) <= @longest
            ORDER BY at DESC, id DESC LIMIT @most
            """,
            [("@from", EvidenceRow.MicrosecondsOf(from)), ("@until", EvidenceRow.MicrosecondsOf(until)), ("@longest", longest), ("@most", most)],
            cancellationToken);

    /// <summary>Null when there is no TLS report of that id.</summary>
    public async Task<EvidenceRecord?> TlsReportAsync(long id, CancellationToken cancellationToken) =>
        (await ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE id = @id AND kind = 'tls-report'", [("@id", id)], cancellationToken)).FirstOrDefault();

    /// <summary>What was committed after a record, oldest first.</summary>
    /// <param name="longest">Longer records are left out; characters of the stored form.</param>
    public Task<List<EvidenceRecord>> AfterAsync(long id, int longest, int most, CancellationToken cancellationToken) =>
        ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE id > @id AND LENGTH(observation) <= @longest ORDER BY id LIMIT @most",
            [("@id", id), ("@longest", longest), ("@most", most)],
            cancellationToken);

    /// <summary>The id of the newest record; 0 when there is none.</summary>
    public async Task<long> NewestIdAsync(CancellationToken cancellationToken) =>
        (await database.ReadAsync("SELECT COALESCE(MAX(id), 0) FROM evidence", [], row => row.GetInt64(0), cancellationToken))[0];

    private Task<List<EvidenceRecord>> ReadAsync(
        string text, IReadOnlyList<(string Name, object Value)> parameters, CancellationToken cancellationToken) =>
        database.ReadAsync(text, parameters, EvidenceRow.Read, cancellationToken);
}
