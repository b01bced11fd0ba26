using System.Text;

namespace MtaStsAudit.Deployment.Bundles;

/// <summary>One file of a deployment: what <c>docker compose</c> and the containers read on the host.</summary>
/// <param name="Path">Relative to the bundle's folder, with <c>/</c>.</param>
public sealed record BundleFile(string Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode)
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static BundleFile Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content), Readable);

    /// <summary>Readable by its owner only.</summary>
    public static BundleFile Secret(string path, string content) =>
        new(path, Encoding.UTF8.GetBytes(content), UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
