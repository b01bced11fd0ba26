using System.Data.Common;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>Deletes records with all that hangs on them: sender keys, message texts.</summary>
internal sealed class EvidenceDeletion(EvidenceDatabase database)
{
    /// <summary>In one transaction: keep it short, or the writer waits.</summary>
    /// <exception cref="EvidenceStoreException">The database did not answer; nothing was deleted.</exception>
    public Task DeleteAsync(IReadOnlyList<EvidenceRecord> records, CancellationToken cancellationToken) => InTransactionAsync(async transaction =>
    {
        foreach (var record in records)
        {
            foreach (var key in KeysEverOf(record.What))
            {
                await RunAsync(transaction, "DELETE FROM sender_key WHERE key = @key AND at = @at AND evidence_id = @id",
                    [("@key", key), ("@at", EvidenceRow.MicrosecondsOf(record.At)), ("@id", record.Id)], cancellationToken);
            }

            await DeleteTextAsync(transaction, record, cancellationToken);
            await RunAsync(transaction, "DELETE FROM evidence WHERE id = @id", [("@id", record.Id)], cancellationToken);
        }
    }, cancellationToken);

    /// <summary>Deletes the texts of messages, and leaves the records. In one transaction.</summary>
    /// <exception cref="EvidenceStoreException">The database did not answer; nothing was deleted.</exception>
    public Task DeleteTextsAsync(IReadOnlyList<EvidenceRecord> messages, CancellationToken cancellationToken) => InTransactionAsync(async transaction =>
    {
        foreach (var message in messages)
        {
            await DeleteTextAsync(transaction, message, cancellationToken);
        }
    }, cancellationToken);

    private static Task DeleteTextAsync(DbTransaction transaction, EvidenceRecord message, CancellationToken cancellationToken) =>
        RunAsync(transaction, "DELETE FROM message_content WHERE evidence_id = @id", [("@id", message.Id)], cancellationToken);

    private async Task InTransactionAsync(Func<DbTransaction, Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.ConnectAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await run(transaction);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbException fault)
        {
            throw new EvidenceStoreException("The store did not delete: look at the database and its disk.", fault);
        }
    }

    // Not only those of today's rules: a key that is left over keeps its record from being deleted.
    private static IEnumerable<string> KeysEverOf(Observation what) => what switch
    {
        SmtpObservation smtp => SenderIdentity.KeysEverOf(smtp.Client),
        ClientHelloSeen hello => [SenderIdentity.ClientHelloKeyOf(hello.Client)],
        PolicyFetched fetch => [SenderIdentity.NetworkOf(fetch.Client)],
        PolicyFetchFailed failed => [SenderIdentity.NetworkOf(failed.Client)],
        ClientNameChecked name => SenderIdentity.KeysEverOf(name),
        DeliveryStatusGiven given => [DeliveryStatusGiven.KeyOf(given.Token)],
        _ => [],
    };

    private static async Task RunAsync(
        DbTransaction transaction, string text, IReadOnlyList<(string Name, object Value)> parameters, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.Bind(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
