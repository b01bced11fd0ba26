using Microsoft.Data.Sqlite;

namespace MtaStsAudit.Collector.Backups;

/// <summary>Puts a backup in the place of an SQLite store that no collector has open.</summary>
internal static class StoreRestore
{
    /// <summary>Takes the backup in whole, looks whether it is one, and only then lets the store go.</summary>
    /// <returns>Why nothing was changed; null when the store is the backup now.</returns>
    public static async Task<string?> ReadAsync(Stream from, string file, CancellationToken cancellationToken)
    {
        StoreCopies.DeleteOld(file);
        var draft = StoreCopies.ForRestore(file);
        try
        {
            await using (var stream = new FileStream(draft, FileMode.CreateNew))
            {
                await from.CopyToAsync(stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            if (WhatIsWrongWith(draft) is { } fault)
            {
                return fault;
            }

            if (File.Exists(file) && !IsLetGo(file))
            {
                return $"{file} is in use: stop the collector first.";
            }

            File.Move(draft, file, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static string? WhatIsWrongWith(string draft)
    {
        try
        {
            using var connection = Open(draft);
            if ((string)Ask(connection, "PRAGMA integrity_check(1)")! is not "ok" and var damage)
            {
                return $"The backup is damaged: {damage}.";
            }

            return (long)Ask(connection, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('evidence', 'sender_key', 'message_content')")! == 3
                ? null
                : "That is no backup of an evidence store: it has other tables.";
        }
        catch (SqliteException fault)
        {
            return $"That is no backup of an evidence store: {fault.Message}";
        }
    }

    // Leaving WAL mode takes the file for oneself, and folds the log into it, so that none is left to be taken for the new store's.
    private static bool IsLetGo(string file)
    {
        try
        {
            using var connection = Open(file);
            return (string)Ask(connection, "PRAGMA journal_mode=DELETE")! == "delete";
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return false;
        }
        catch (SqliteException)
        {
            // A damaged store is what backups are for.
            return IsLetGoThoughDamaged(file);
        }
    }

    private static bool IsLetGoThoughDamaged(string file)
    {
        if (OperatingSystem.IsMacOS())
        {
            // .NET asks for no locks there, so it cannot be told.
            return false;
        }

        using var damaged = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        try
        {
            // Whoever has an SQLite database open in WAL mode holds a lock in here (https://sqlite.org/src/file/src/os.h).
            damaged.Lock(0x40000000, 512);
        }
        catch (IOException)
        {
            return false;
        }

        File.Delete($"{file}-wal");
        File.Delete($"{file}-shm");
        return true;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Ask(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}
