using System.Formats.Tar;
using System.IO.Compression;

namespace MtaStsAudit.Deployment.Bundles;

/// <summary>A bundle as one archive. The same files give the same octets, so a deployment changes only when its content does.</summary>
public static class BundleArchive
{
    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <returns>A tar archive, compressed with gzip.</returns>
    /// <exception cref="ArgumentException">A path is not one within the bundle, or stands twice.</exception>
    public static byte[] Pack(IEnumerable<BundleFile> files) => Compress(Tar(files));

    /// <param name="tar">An archive.</param>
    /// <returns>It, compressed with gzip. How a text is compressed may differ from machine to machine; what it is unpacked to may not.</returns>
    public static byte[] Compress(byte[] tar)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        return packed.ToArray();
    }

    /// <returns>A tar archive.</returns>
    /// <exception cref="ArgumentException">A path is not one within the bundle, or stands twice.</exception>
    public static byte[] Tar(IEnumerable<BundleFile> files)
    {
        var sorted = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        Check(sorted);
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var folder in FoldersOf(sorted))
            {
                tar.WriteEntry(Entry(TarEntryType.Directory, folder + "/", FolderMode));
            }

            foreach (var file in sorted)
            {
                var entry = Entry(TarEntryType.RegularFile, file.Path, file.Mode);
                entry.DataStream = new MemoryStream(file.Content.ToArray(), writable: false);
                tar.WriteEntry(entry);
            }
        }

        return packed.ToArray();
    }

    private static UstarTarEntry Entry(TarEntryType type, string path, UnixFileMode mode) =>
        new(type, path) { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch, Uid = 0, Gid = 0, UserName = "root", GroupName = "root" };

    private static IEnumerable<string> FoldersOf(IEnumerable<BundleFile> files) => files
        .SelectMany(file => file.Path.Select((character, index) => character == '/' ? file.Path[..index] : null).OfType<string>())
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static void Check(List<BundleFile> sorted)
    {
        foreach (var (file, index) in sorted.Select((file, index) => (file, index)))
        {
            if (file.Path.Split('/').Any(part => part is "" or "." or ".."))
            {
                throw new ArgumentException($"'{file.Path}' is not a path within the bundle.", nameof(sorted));
            }

            if (index > 0 && sorted[index - 1].Path == file.Path)
            {
                throw new ArgumentException($"'{file.Path}' stands twice in the bundle.", nameof(sorted));
            }
        }
    }
}
