using Microsoft.Data.Sqlite;

namespace MtaStsAudit.Collector.Backups;

/// <summary>Copies an SQLite store as it is at one moment, while the collector goes on writing.</summary>
internal static class StoreBackup
{
    /// <param name="file">The store.</param>
    /// <exception cref="SqliteException">It cannot be read, or there is no room for the copy beside it.</exception>
    public static async Task WriteAsync(string file, Stream to, CancellationToken cancellationToken)
    {
        // Beside the store: there is room for a large file, and in a container it is the one place that is written to.
        var copy = $"{file}.backup-{Guid.NewGuid():N}";
        try
        {
            using (var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
            using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString()))
            {
                source.Open();
                source.BackupDatabase(target);
            }

            await using var stream = File.OpenRead(copy);
            await stream.CopyToAsync(to, cancellationToken);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
