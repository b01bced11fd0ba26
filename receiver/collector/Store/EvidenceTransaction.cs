using System.Data;
using System.Data.Common;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>The writer's connection with its prepared statements: writes a batch in one transaction.</summary>
internal sealed class EvidenceTransaction : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbCommand insertEvidence;
    private readonly DbCommand insertKey;
    private readonly DbCommand insertContent;

    public EvidenceTransaction(DbConnection connection)
    {
        this.connection = connection;
        insertEvidence = Prepared(
            """
            INSERT INTO evidence (at, kind, token, session_id, observation)
            VALUES (@at, @kind, @token, @session_id, @observation)
            ON CONFLICT (session_id) DO NOTHING RETURNING id
            """,
            ("@at", DbType.Int64), ("@kind", DbType.String), ("@token", DbType.String), ("@session_id", DbType.String), ("@observation", DbType.String));
        insertKey = Prepared(
            "INSERT INTO sender_key (key, at, evidence_id) VALUES (@key, @at, @id)",
            ("@key", DbType.String), ("@at", DbType.Int64), ("@id", DbType.Int64));
        insertContent = Prepared(
            "INSERT INTO message_content (evidence_id, content) VALUES (@id, @content)",
            ("@id", DbType.Int64), ("@content", DbType.Binary));
    }

    /// <returns>For each append its records, without those that were stored before.</returns>
    /// <exception cref="EvidenceStoreException">The commit's answer is lost. The batch must not be written again: it may be there.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<EvidenceRecord>>> CommitAsync(
        IReadOnlyList<PendingAppend> batch, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        insertEvidence.Transaction = insertKey.Transaction = insertContent.Transaction = transaction;
        var answers = new List<IReadOnlyList<EvidenceRecord>>(batch.Count);
        foreach (var append in batch)
        {
            answers.Add(await InsertAsync(append, cancellationToken));
        }

        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or IOException or InvalidOperationException or TimeoutException)
        {
            throw new EvidenceStoreException("Whether the store committed is not known: look at the database and the way to it.", fault);
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await insertEvidence.DisposeAsync();
        await insertKey.DisposeAsync();
        await insertContent.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<IReadOnlyList<EvidenceRecord>> InsertAsync(PendingAppend append, CancellationToken cancellationToken)
    {
        var records = new List<EvidenceRecord>(append.Rows.Count);
        foreach (var row in append.Rows)
        {
            Bind(insertEvidence, row.AtMicroseconds, row.Kind, row.Token, row.SessionId, row.Json);
            if (await insertEvidence.ExecuteScalarAsync(cancellationToken) is not long id)
            {
                continue;
            }

            foreach (var key in row.SenderKeys)
            {
                Bind(insertKey, key, row.AtMicroseconds, id);
                await insertKey.ExecuteNonQueryAsync(cancellationToken);
            }

            records.Add(new EvidenceRecord(id, row.At, row.What));
        }

        // A message for several recipients is kept once, with its first record.
        if (records.Count > 0 && !append.Message.IsEmpty)
        {
            Bind(insertContent, records[0].Id, append.Message.ToArray());
            await insertContent.ExecuteNonQueryAsync(cancellationToken);
        }

        return records;
    }

    private DbCommand Prepared(string text, params ReadOnlySpan<(string Name, DbType Type)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, type) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Bind(DbCommand command, params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }
}
