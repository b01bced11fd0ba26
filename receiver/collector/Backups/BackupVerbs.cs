using Microsoft.Data.Sqlite;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Backups;

/// <summary><c>backup</c> to standard output and <c>restore</c> from standard input.</summary>
internal static class BackupVerbs
{
    public const string Backup = "backup";
    public const string Restore = "restore";

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string verb, CollectorSettings settings, Stream input, Stream output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var database = EvidenceDatabase.Open(settings.Database);
        if (database.File is not { } file)
        {
            await error.WriteLineAsync("The store is PostgreSQL: use pg_dump and pg_restore, as docs/operation.md shows.");
            return 2;
        }

        try
        {
            if (verb == Backup)
            {
                await StoreBackup.WriteAsync(file, output, cancellationToken);
                return 0;
            }

            var fault = await StoreRestore.ReadAsync(input, file, cancellationToken);
            await error.WriteLineAsync(fault is null ? "The store is as in the backup. Start the collector." : $"{fault} Nothing was changed.");
            return fault is null ? 0 : 1;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{fault.Message} Nothing was changed.");
            return 1;
        }
    }
}
