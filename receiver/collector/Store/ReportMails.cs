using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>The mails that brought TLS reports, and what is known of their signatures.</summary>
internal sealed class ReportMails(EvidenceDatabase database, IEvidenceStore store)
{
    // A mail and its report are committed together, with what other collectors commit between them.
    private const int MostBetween = 2000;
    private const int MostWaiting = 1000;
    private const int MostChecks = 10_000;

    /// <summary>The ids of reports that came by mail since a time, oldest first.</summary>
    public Task<List<long>> MailedSinceAsync(DateTimeOffset from, CancellationToken cancellationToken) =>
        database.ReadAsync(
            // Within a report's text the quotes are escaped.
            """SELECT id FROM evidence WHERE kind = 'tls-report' AND at >= @from AND observation LIKE '%"byMail":true%' ORDER BY at, id LIMIT @most""",
            [("@from", EvidenceRow.MicrosecondsOf(from)), ("@most", MostWaiting)], row => row.GetInt64(0), cancellationToken);

    /// <summary>The newest checks of signatures within a span of time.</summary>
    public Task<List<EvidenceRecord>> ChecksAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind = 'report-signature' AND at BETWEEN @from AND @until ORDER BY at DESC, id DESC LIMIT @most",
            [("@from", EvidenceRow.MicrosecondsOf(from)), ("@until", EvidenceRow.MicrosecondsOf(until)), ("@most", MostChecks)], EvidenceRow.Read, cancellationToken);

    /// <summary>The checks of one report's signature.</summary>
    public Task<List<EvidenceRecord>> ChecksOfAsync(EvidenceRecord report, CancellationToken cancellationToken) =>
        database.ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind = 'report-signature' AND at >= @from AND observation LIKE @about ORDER BY at, id LIMIT @most",
            [("@from", EvidenceRow.MicrosecondsOf(report.At)), ("@about", $"%\"report\":{report.Id},%"), ("@most", MostChecks)], EvidenceRow.Read, cancellationToken);

    /// <summary>Header and body of the mail that brought a report; null when they are not kept any more.</summary>
    public async Task<ReadOnlyMemory<byte>?> ContentAsync(EvidenceRecord report, CancellationToken cancellationToken)
    {
        if (report.What is not TlsReportReceived { Envelope.QueueId: { } queueId })
        {
            return null;
        }

        var together = await database.ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE id BETWEEN @first AND @last AND at = @at AND kind = 'message' ORDER BY id",
            [("@first", report.Id - MostBetween), ("@last", report.Id), ("@at", EvidenceRow.MicrosecondsOf(report.At))], EvidenceRow.Read, cancellationToken);
        // The text is kept with the first recipient's record.
        return together.Find(record => ((MessageAccepted)record.What).QueueId == queueId) is { } mail
            ? await store.MessageContentAsync(mail.Id, cancellationToken)
            : null;
    }
}
