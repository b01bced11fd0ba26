using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Store;

/// <summary>
/// Deletes one audit: its messages with their texts, the sessions that brought them, and what people said of it. Sessions without
/// mail and policy fetches carry no token and may be evidence of the same sender's other audits: they stay until retention takes them.
/// </summary>
internal sealed class AuditDeletion(EvidenceDatabase database, IEvidenceStore store, EvidenceDeletion deletion)
{
    private const int MostInOneStep = 200;

    /// <returns>How many records are gone.</returns>
    /// <exception cref="EvidenceStoreException">The database did not answer; what was deleted before stays deleted.</exception>
    public async Task<int> DeleteAsync(AuditToken token, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (await store.MessagesAsync(token, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var step in messages.Chunk(MostInOneStep))
            {
                List<EvidenceRecord> gone = [.. step, .. await SessionsOfAsync(step, cancellationToken)];
                await deletion.DeleteAsync(gone, cancellationToken);
                deleted += gone.Count;
            }
        }

        foreach (var table in new[] { "publication", "audit_sender", "audit_owner" })
        {
            await database.ChangeAsync($"DELETE FROM {table} WHERE token = @token", [("@token", token.ToString())], cancellationToken);
        }

        return deleted;
    }

    private async Task<IEnumerable<EvidenceRecord>> SessionsOfAsync(EvidenceRecord[] messages, CancellationToken cancellationToken)
    {
        var clients = messages.Select(record => (MessageAccepted)record.What).ToList();
        var others = await store.OfSenderAsync(
            [.. clients.Select(message => SenderIdentity.NetworkOf(message.Client.Address)).Distinct()],
            messages[0].At - SessionMatch.Longest, messages[^1].At + SessionMatch.Longest, cancellationToken);
        return others.Where(other => other.What is SessionEnded or SessionHeard
            && messages.Any(message => SessionMatch.IsSame(message, (SmtpObservation)message.What, other, (SmtpObservation)other.What)));
    }
}
