using System.Diagnostics;
using System.Security.Cryptography;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Images;

namespace MtaStsAudit.Stack.Images;

/// <summary>The collector's program as an archive. It is published on this machine when its sources have changed, and then kept.</summary>
internal static class PublishedCollector
{
    private const string Folder = "images/collector";

    /// <param name="root">The repository.</param>
    /// <exception cref="InvalidOperationException">The collector does not build.</exception>
    public static async Task<UploadedArchive> ArchiveAsync(string root, CancellationToken cancellationToken)
    {
        var digest = ProgramSources.Digest(root, PublishedProgram.Collector, await RunAsync(root, ["--version"], cancellationToken));
        var kept = Directory.CreateDirectory(Path.Combine(ProgramFolder.Of(root), "obj", "collector"));
        if (kept.EnumerateFiles($"{digest}-*.tar.gz").FirstOrDefault() is { } known)
        {
            return Archive(root, known.FullName);
        }

        var tar = BundleArchive.Tar(await PublishAsync(root, cancellationToken));
        var path = Path.Combine(kept.FullName, $"{digest}-{Convert.ToHexStringLower(SHA256.HashData(tar))}.tar.gz");
        foreach (var old in kept.EnumerateFiles("*.tar.gz"))
        {
            old.Delete();
        }

        await File.WriteAllBytesAsync(path + ".new", BundleArchive.Compress(tar), cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
        return Archive(root, path);
    }

    private static UploadedArchive Archive(string root, string path) =>
        new(ProgramFolder.Relative(root, path), Path.GetFileName(path).Split('-', '.')[1], Folder);

    private static async Task<IReadOnlyList<BundleFile>> PublishAsync(string root, CancellationToken cancellationToken)
    {
        var target = Directory.CreateTempSubdirectory("mta-sts-audit-");
        try
        {
            await RunAsync(root, PublishedProgram.Arguments(PublishedProgram.Collector, "linux-x64", target.FullName), cancellationToken);
            return [.. ImageSources.Folder(target.FullName, PublishedProgram.Folder)];
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string root, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"The collector could not be published, so nothing was touched:\n{await output}{await errors}");
    }
}
