using System.Data.Common;
using System.Net;
using System.Runtime.CompilerServices;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Store;

/// <summary>
/// Deletes one audit: its messages with their texts, the sessions that brought them, and what people said of it. Sessions without
/// mail and policy fetches carry no token and may be evidence of the same sender's other audits: they stay until retention takes them.
/// </summary>
internal sealed class AuditDeletion(EvidenceDatabase database, IEvidenceStore store, EvidenceDeletion deletion)
{
    private const int MostInOneStep = 200;
    private const int MostReadAtOnce = 1000;

    /// <returns>How many records are gone.</returns>
    /// <exception cref="EvidenceStoreException">The database did not answer; what was deleted before stays deleted.</exception>
    public async Task<int> DeleteAsync(AuditToken token, CancellationToken cancellationToken)
    {
        // First of all: what is half deleted may be judged otherwise than the whole, and must not stand in the table so.
        await WithdrawAsync(token, cancellationToken);
        var deleted = 0;
        while (await store.MessagesAsync(token, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var step in messages.Chunk(MostInOneStep))
            {
                // Sessions first: a message that is gone leads to none.
                var sessions = await SessionsOfAsync(token, step, cancellationToken);
                foreach (var gone in sessions.Chunk(MostInOneStep).Append(step))
                {
                    await deletion.DeleteAsync(gone, cancellationToken);
                    deleted += gone.Length;
                }
            }
        }

        while (await store.OfSenderAsync([DeliveryStatusGiven.KeyOf(token)], DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, null, cancellationToken) is { Count: > 0 } notifications)
        {
            await deletion.DeleteAsync([.. notifications.Take(MostInOneStep)], cancellationToken);
            deleted += Math.Min(notifications.Count, MostInOneStep);
        }

        await ForgetAsync("audit_sender", token, cancellationToken);
        await ForgetAsync("audit_own_sender", token, cancellationToken);
        await ForgetAsync("audit_suite", token, cancellationToken);
        await database.ChangeAsync("DELETE FROM audit_earlier WHERE token = @token OR earlier = @token", [("@token", token.ToString())], cancellationToken);
        // Last of all: until then its owner can ask again.
        await ForgetAsync("audit_owner", token, cancellationToken);
        await ForgetLogAsync(cancellationToken);
        return deleted;
    }

    // A session that also brought another audit's mail is that audit's evidence too, and goes with the last of them.
    private async Task<List<EvidenceRecord>> SessionsOfAsync(AuditToken token, EvidenceRecord[] messages, CancellationToken cancellationToken)
    {
        var connections = messages.Select(ConnectionOf).ToHashSet();
        var sessions = new List<EvidenceRecord>();
        var others = new List<EvidenceRecord>();
        await foreach (var record in AroundAsync(messages, cancellationToken))
        {
            if (!connections.Contains(ConnectionOf(record)))
            {
                continue;
            }

            switch (record.What)
            {
                case SessionEnded or SessionHeard or ClientHelloSeen when messages.Any(message => IsSame(message, record)):
                    sessions.Add(record);
                    break;
                case MessageAccepted { Token: { } another } when another != token:
                    others.Add(record);
                    break;
            }
        }

        return [.. sessions.Where(session => !others.Exists(other => IsSame(other, session)))];
    }

    private async IAsyncEnumerable<EvidenceRecord> AroundAsync(
        EvidenceRecord[] messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clients = messages.Select(record => ((MessageAccepted)record.What).Client.Address).ToList();
        var keys = clients.Select(SenderIdentity.NetworkOf).Concat(clients.Select(SenderIdentity.ClientHelloKeyOf)).Distinct();
        var named = keys.Select((key, index) => (Name: $"@key{index}", Value: (object)key)).ToList();
        var text =
            $"""
            SELECT id, at, observation FROM evidence WHERE id > @after AND kind IN ('session', 'dialogue', 'message', 'client-hello') AND id IN (
                SELECT evidence_id FROM sender_key
                WHERE key IN ({string.Join(", ", named.Select(key => key.Name))}) AND at BETWEEN @from AND @until)
            ORDER BY id LIMIT @most
            """;
        List<EvidenceRecord> page;
        var after = 0L;
        do
        {
            page = await database.ReadAsync(
                text,
                [
                    .. named,
                    ("@after", after),
                    ("@from", EvidenceRow.MicrosecondsOf(messages.Min(message => message.At) - SmtpSessions.Longest)),
                    ("@until", EvidenceRow.MicrosecondsOf(messages.Max(message => message.At) + SmtpSessions.Longest)),
                    ("@most", MostReadAtOnce),
                ],
                EvidenceRow.Read, cancellationToken);
            foreach (var record in page)
            {
                after = record.Id;
                yield return record;
            }
        }
        while (page.Count == MostReadAtOnce);
    }

    private static (ReceiverName Receiver, IPAddress Address, int Port) ConnectionOf(EvidenceRecord record) => record.What is ClientHelloSeen hello
        ? (hello.Receiver, hello.Client, hello.ClientPort)
        : record.What is SmtpObservation what ? (what.Receiver, what.Client.Address, what.Client.Port)
        : throw new InvalidOperationException($"Record {record.Id} is of no connection.");

    private static bool IsSame(EvidenceRecord one, EvidenceRecord other) =>
        ConnectionOf(one).Equals(ConnectionOf(other)) && (one.At - other.At).Duration() < SmtpSessions.Longest;

    // That the administrator removed it is remembered: else its owner could publish it again under the same token.
    private Task<int> WithdrawAsync(AuditToken token, CancellationToken cancellationToken) =>
        database.ChangeAsync("DELETE FROM publication WHERE token = @token AND removed_at IS NULL", [("@token", token.ToString())], cancellationToken);

    private async Task ForgetLogAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ForgetDeletedAsync(cancellationToken);
        }
        catch (DbException)
        {
            // Retention asks again within the hour.
        }
    }

    private Task<int> ForgetAsync(string table, AuditToken token, CancellationToken cancellationToken) =>
        database.ChangeAsync($"DELETE FROM {table} WHERE token = @token", [("@token", token.ToString())], cancellationToken);
}
