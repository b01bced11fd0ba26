using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Store;

/// <summary>What the newest inbound check of a domain found.</summary>
/// <param name="Report">The check's own JSON form.</param>
internal sealed record InboundResult(DomainName Domain, DateTimeOffset At, InboundFinding Finding, string Report);

/// <summary>Keeps the newest inbound check of each domain. A check looks at somebody else's domain, so it is no evidence of ours.</summary>
internal sealed class InboundResults(EvidenceDatabase database)
{
    public Task SaveAsync(InboundResult result, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            """
            INSERT INTO inbound_check (domain, at, finding, report) VALUES (@domain, @at, @finding, @report)
            ON CONFLICT (domain) DO UPDATE SET at = excluded.at, finding = excluded.finding, report = excluded.report
            """,
            [
                ("@domain", result.Domain.Value),
                ("@at", EvidenceRow.MicrosecondsOf(result.At)),
                ("@finding", result.Finding.ToString()),
                ("@report", result.Report),
            ],
            cancellationToken);

    /// <summary>Null when the domain was never checked.</summary>
    public async Task<InboundResult?> FindAsync(DomainName domain, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            "SELECT at, finding, report FROM inbound_check WHERE domain = @domain",
            [("@domain", domain.Value)],
            row => new InboundResult(domain, EvidenceRow.TimeOf(row.GetInt64(0)), FindingOf(row.GetString(1)), row.GetString(2)),
            cancellationToken)).FirstOrDefault();

    // A later version may have written a word that this one does not know.
    private static InboundFinding FindingOf(string text) => Enum.TryParse<InboundFinding>(text, out var finding) ? finding : InboundFinding.NotChecked;
}
