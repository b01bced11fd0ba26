using System.Text.Json;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>A message to the operator: to <c>postmaster@</c>, <c>abuse@</c> or a mailbox of domain validation.</summary>
/// <param name="Text">Header and body as far as they are kept; null: they are no more.</param>
internal sealed record OperatorsMessage(long Id, DateTimeOffset At, MessageAccepted Message, ReadOnlyMemory<byte>? Text);

/// <summary>Reads what was mailed to the operator of the testbed. It carries no token and belongs to no audit.</summary>
internal sealed class OperatorsMail(EvidenceDatabase database, IEvidenceStore store)
{
    public const int Most = 50;

    // In the stored form: TLS reports by mail have a page of their own.
    private static readonly string ToReports = $"%{JsonNamingPolicy.CamelCase.ConvertName(nameof(MessageAccepted.RcptTo))}\":\"{SiteNames.ReportLocalPart}@%";

    /// <summary>The newest, newest first.</summary>
    public async Task<IReadOnlyList<OperatorsMessage>> NewestAsync(CancellationToken cancellationToken)
    {
        var records = await database.ReadAsync(
            """
            SELECT id, at, observation FROM evidence
            WHERE kind = 'message' AND token IS NULL AND observation NOT LIKE @reports
            ORDER BY id DESC LIMIT @most
            """,
            [("@reports", ToReports), ("@most", Most)], EvidenceRow.Read, cancellationToken);
        List<OperatorsMessage> messages = [];
        foreach (var record in records)
        {
            messages.Add(new(record.Id, record.At, (MessageAccepted)record.What, await store.MessageContentAsync(record.Id, cancellationToken)));
        }

        return messages;
    }
}
