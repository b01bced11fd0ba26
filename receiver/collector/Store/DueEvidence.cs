using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Collector.Store;

/// <summary>Finds what is older than it may be kept, and deletes it in small steps that keep no writer waiting.</summary>
internal sealed class DueEvidence(EvidenceDatabase database, EvidenceDeletion deletion, RetentionRules rules, TimeProvider time)
{
    private const int MostInOneStep = 200;

    /// <summary>For as long as a sender may keep a policy, a look of the testbed at itself may excuse what the sender does.</summary>
    private static readonly TimeSpan LooksOutliveMail = StsPolicy.LongestMaxAge;

    /// <returns>How many messages lost their text, and how many records are gone.</returns>
    /// <exception cref="EvidenceStoreException">The database did not answer; what was deleted before stays deleted.</exception>
    public async Task<(int Texts, int Records)> DeleteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var texts = await DeleteInOrderAsync(
            """
            SELECT evidence.id, evidence.at, evidence.observation FROM message_content JOIN evidence ON evidence.id = message_content.evidence_id
            WHERE message_content.evidence_id > @after ORDER BY message_content.evidence_id LIMIT @most
            """,
            now - rules.MessageText, now, deletion.DeleteTextsAsync, cancellationToken);
        var records = await DeleteInOrderAsync(
            "SELECT id, at, observation FROM evidence WHERE id > @after AND kind <> 'self-check' ORDER BY id LIMIT @most",
            now - rules.Evidence, now, deletion.DeleteAsync, cancellationToken);
        var looks = await DeleteLooksAsync(now - rules.Evidence - LooksOutliveMail, cancellationToken);
        return (texts, records + looks);
    }

    private async Task<int> DeleteLooksAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (await database.ReadAsync(
            "SELECT id, at, observation FROM evidence WHERE kind = 'self-check' AND at < @before ORDER BY at LIMIT @most",
            [("@before", EvidenceRow.MicrosecondsOf(before)), ("@most", MostInOneStep)], EvidenceRow.Read, cancellationToken) is { Count: > 0 } step)
        {
            await deletion.DeleteAsync(step, cancellationToken);
            deleted += step.Count;
        }

        return deleted;
    }

    // Ids grow with time, so the oldest have the lowest: no index on the time is needed. Where the clock was ahead for a while, what
    // was recorded then is stepped over.
    private async Task<int> DeleteInOrderAsync(
        string query, DateTimeOffset before, DateTimeOffset now, Func<IReadOnlyList<EvidenceRecord>, CancellationToken, Task> delete, CancellationToken cancellationToken)
    {
        var (deleted, after) = (0, 0L);
        while (true)
        {
            var step = await database.ReadAsync(query, [("@after", after), ("@most", MostInOneStep)], EvidenceRow.Read, cancellationToken);
            var due = step.FindAll(record => record.At < before);
            if (due.Count > 0)
            {
                await delete(due, cancellationToken);
                deleted += due.Count;
            }
            else if (step.Count == 0 || step.Exists(record => record.At <= now))
            {
                return deleted;
            }

            after = step[^1].Id;
        }
    }
}
