using System.Data.Common;

namespace MtaStsAudit.Collector.Store;

/// <summary>Runs one statement on a connection of its own.</summary>
internal static class DatabaseQueries
{
    /// <exception cref="EvidenceStoreException">The database did not answer.</exception>
    public static Task<List<T>> ReadAsync<T>(
        this EvidenceDatabase database,
        string text,
        IReadOnlyList<(string Name, object Value)> parameters,
        Func<DbDataReader, T> row,
        CancellationToken cancellationToken) =>
        RunAsync(database, text, parameters, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(row(reader));
            }

            return rows;
        }, cancellationToken);

    /// <returns>How many rows were changed.</returns>
    /// <exception cref="EvidenceStoreException">The database did not answer.</exception>
    public static Task<int> ChangeAsync(
        this EvidenceDatabase database, string text, IReadOnlyList<(string Name, object Value)> parameters, CancellationToken cancellationToken) =>
        RunAsync(database, text, parameters, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    public static void Bind(this DbCommand command, IReadOnlyList<(string Name, object Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }

    private static async Task<T> RunAsync<T>(
        EvidenceDatabase database,
        string text,
        IReadOnlyList<(string Name, object Value)> parameters,
        Func<DbCommand, Task<T>> run,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.ConnectAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = text;
            command.Bind(parameters);
            var answer = await run(command);
            if (database.File is null)
            {
                // PostgreSQL's answer comes in a thread that serves sockets, and there may be much to do with it.
                await Task.Yield();
            }

            return answer;
        }
        catch (DbException fault)
        {
            throw new EvidenceStoreException("The store did not answer: look at the database and its disk.", fault);
        }
    }
}
