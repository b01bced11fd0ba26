using MtaStsAudit.Deployment.Bundles;

namespace MtaStsAudit.Stack.Images;

/// <summary>What the hosts build their images from.</summary>
/// <param name="Files">All but the collector's program.</param>
/// <param name="Collector">The collector's program, as it was published on this machine.</param>
internal sealed record ImageSources(IReadOnlyList<BundleFile> Files, UploadedArchive Collector)
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <param name="root">The repository.</param>
    /// <exception cref="InvalidOperationException">The collector does not build.</exception>
    public static async Task<ImageSources> ReadAsync(string root, CancellationToken cancellationToken) => new(
        [
            .. Folder(Path.Combine(root, "receiver", "postfix"), "images/postfix"),
            .. Folder(Path.Combine(root, "receiver", "tunnel"), "images/tunnel"),
            File(Path.Combine(root, "receiver", "collector", "Dockerfile"), "images/collector/Dockerfile"),
        ],
        await PublishedCollector.ArchiveAsync(root, cancellationToken));

    /// <summary>Every file of a folder.</summary>
    public static IEnumerable<BundleFile> Folder(string folder, string target) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => File(path, $"{target}/{Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')}"));

    // The checkout's own modes depend on the operator's umask and system.
    private static BundleFile File(string path, string target)
    {
        var file = BundleFile.Text(target, "") with { Content = System.IO.File.ReadAllBytes(path) };
        return target.EndsWith(".sh", StringComparison.Ordinal) ? file with { Mode = Executable } : file;
    }
}
