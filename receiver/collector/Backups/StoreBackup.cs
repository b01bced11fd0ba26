using Microsoft.Data.Sqlite;

namespace MtaStsAudit.Collector.Backups;

/// <summary>Copies an SQLite store as it is at one moment, while the collector goes on writing.</summary>
internal static class StoreBackup
{
    /// <summary>What the copy must leave free: the collector goes on writing beside it.</summary>
    private const long LeftFree = 64 << 20;

    /// <param name="file">The store.</param>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    /// <exception cref="IOException">There is no room for the copy beside it.</exception>
    public static async Task WriteAsync(string file, Stream to, CancellationToken cancellationToken)
    {
        StoreCopies.DeleteOld(file);
        EnsureRoom(file);
        var copy = StoreCopies.ForBackup(file);
        try
        {
            using (var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
            using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString()))
            {
                source.Open();
                source.BackupDatabase(target);
            }

            await using var stream = File.OpenRead(copy);
            // It needs no name any more: whatever becomes of this process, the disk gets its room back.
            File.Delete(copy);
            await stream.CopyToAsync(to, cancellationToken);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    // A disk that the copy fills up would have the collector put off mail.
    private static void EnsureRoom(string file)
    {
        var free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace;
        var needed = new[] { file, $"{file}-wal" }.Where(File.Exists).Sum(part => new FileInfo(part).Length) + LeftFree;
        if (free < needed)
        {
            throw new IOException($"A backup is made beside the store and needs {needed >> 20} MiB there; {free >> 20} MiB are free.");
        }
    }
}
