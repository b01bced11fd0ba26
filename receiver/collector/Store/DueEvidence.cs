using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Collector.Store;

/// <summary>
/// Finds what is older than it may be kept, and deletes it in small steps that keep no writer waiting. An audit is kept whole until its
/// newest message is due, with all that its verdict may rest on, and then nobody is told of it any more: deletion changes no verdict.
/// </summary>
internal sealed class DueEvidence(EvidenceDatabase database, EvidenceDeletion deletion, RetentionRules rules, TimeProvider time)
{
    private const int MostInOneStep = 200;

    // The policy's max_age: what a sender fetched so long before an audit it may go by. A day more for a session that lasted before its
    // message, the settling time, and an hour in which a failed fetch is remembered.
    private static readonly TimeSpan VerdictsLookBack = PublishedPolicy.MaxAge + TimeSpan.FromDays(1);

    /// <summary>For as long as a sender may keep a policy, a self-check may excuse what the sender does, and so may a visit before it.</summary>
    private static readonly TimeSpan PolicyIsKept = StsPolicy.LongestMaxAge;

    private readonly RetiredAudits retired = new(database);

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
        var needed = await RetireAsync(now - rules.Evidence, now, cancellationToken);
        var records = await DeleteInOrderAsync(
            "SELECT id, at, observation FROM evidence WHERE id > @after AND kind <> 'self-check' ORDER BY id LIMIT @most",
            needed, now, deletion.DeleteAsync, cancellationToken);
        await retired.ForgetAsync(cancellationToken);
        return (texts, records + await DeleteLooksAsync(needed - PolicyIsKept, cancellationToken));
    }

    /// <summary>Retires the audits whose newest message is due.</summary>
    /// <returns>From when on records are needed by audits that are kept.</returns>
    private async Task<DateTimeOffset> RetireAsync(DateTimeOffset due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = new HashSet<AuditToken>();
        var kept = new HashSet<AuditToken>();
        DateTimeOffset? oldestKept = null;
        await foreach (var (at, token) in DueMessagesAsync(due, now, cancellationToken))
        {
            if (asked.Add(token))
            {
                if (await retired.NewestAsync(token, cancellationToken) is not { } newest)
                {
                    continue;
                }

                if (newest.At < due)
                {
                    await retired.RetireAsync(token, newest.Id, cancellationToken);
                    continue;
                }

                kept.Add(token);
            }

            oldestKept = kept.Contains(token) && !(oldestKept <= at) ? at : oldestKept;
        }

        // All messages of the other audits that are kept are younger.
        var isKept = oldestKept is not null || await IsAnyKeptAsync(cancellationToken);
        return !isKept ? due : (oldestKept ?? due) - (await HasWrongPolicyAsync(cancellationToken) ? PolicyIsKept + VerdictsLookBack : VerdictsLookBack);
    }

    // Messages that were retired before are passed over, but not those that came to the same token later.
    private async IAsyncEnumerable<(DateTimeOffset At, AuditToken Token)> DueMessagesAsync(
        DateTimeOffset due, DateTimeOffset now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (true)
        {
            var step = await database.ReadAsync(
                """
                SELECT id, at, CASE WHEN id > COALESCE((SELECT until_id FROM retired_audit WHERE retired_audit.token = evidence.token), 0) THEN token END
                FROM evidence WHERE id > @after ORDER BY id LIMIT @most
                """,
                [("@after", after), ("@most", MostInOneStep)],
                row => (Id: row.GetInt64(0), At: EvidenceRow.TimeOf(row.GetInt64(1)), Token: row.IsDBNull(2) ? null : row.GetString(2)), cancellationToken);
            foreach (var (_, at, text) in step)
            {
                if (at < due && AuditToken.TryParse(text, out var token))
                {
                    yield return (at, token);
                }
            }

            if (step.Count == 0 || (step.TrueForAll(record => record.At >= due) && step.Exists(record => record.At <= now)))
            {
                yield break;
            }

            after = step[^1].Id;
        }
    }

    private async Task<bool> IsAnyKeptAsync(CancellationToken cancellationToken) => await AnyAsync(
        "SELECT 1 FROM evidence WHERE token IS NOT NULL AND id > COALESCE((SELECT until_id FROM retired_audit WHERE retired_audit.token = evidence.token), 0) LIMIT 1",
        cancellationToken);

    // Where a self-check found a policy that is not ours, whoever had come before may have kept it.
    private Task<bool> HasWrongPolicyAsync(CancellationToken cancellationToken) =>
        AnyAsync("""SELECT 1 FROM evidence WHERE kind = 'self-check' AND observation LIKE '%"keptFor"%' LIMIT 1""", cancellationToken);

    private async Task<bool> AnyAsync(string text, CancellationToken cancellationToken) =>
        (await database.ReadAsync(text, [], _ => true, cancellationToken)).Count > 0;

    // The last of them says how the testbed was from then on, and stays.
    private async Task<int> DeleteLooksAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (await database.ReadAsync(
            """
            SELECT id, at, observation FROM evidence WHERE kind = 'self-check' AND at < @before AND id <> (
                SELECT id FROM evidence WHERE kind = 'self-check' AND at < @before ORDER BY at DESC, id DESC LIMIT 1)
            ORDER BY at LIMIT @most
            """,
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
