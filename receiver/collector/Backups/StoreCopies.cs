namespace MtaStsAudit.Collector.Backups;

/// <summary>
/// The files that a backup and a restore make beside the store: there is room for a large file, and in a container it is the one place
/// that is written to. Whoever is killed meanwhile leaves one behind, as large as the store.
/// </summary>
internal static class StoreCopies
{
    private static readonly string[] Kinds = ["backup", "restore"];

    /// <summary>No copying takes that long.</summary>
    private static readonly TimeSpan SurelyLeftBehind = TimeSpan.FromDays(1);

    public static string ForBackup(string store) => NewName(store, Kinds[0]);

    public static string ForRestore(string store) => NewName(store, Kinds[1]);

    /// <summary>For whoever begins with the store: no other process of its container is left.</summary>
    public static void DeleteAll(string store) => Delete(store, _ => true);

    /// <summary>For whoever works beside others. By the system's clock, which the files' times are of.</summary>
    public static void DeleteOld(string store) => Delete(store, file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > SurelyLeftBehind);

    private static string NewName(string store, string kind) => $"{store}.{kind}-{Guid.NewGuid():N}";

    private static void Delete(string store, Func<string, bool> isLeftBehind)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(store))!;
        if (!Directory.Exists(folder))
        {
            return;
        }

        // SQLite's own files beside a copy begin with its name.
        foreach (var file in Kinds.SelectMany(kind => Directory.EnumerateFiles(folder, $"{Path.GetFileName(store)}.{kind}-*")).Where(isLeftBehind))
        {
            File.Delete(file);
        }
    }
}
