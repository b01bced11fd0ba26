using System.Diagnostics;
using MtaStsAudit.Deployment.Bundles;

namespace MtaStsAudit.Stack.Images;

/// <summary>What the droplets build their images from. The collector is published here, on the operator's machine.</summary>
internal static class ImageSources
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <param name="root">The repository.</param>
    /// <exception cref="Pulumi.RunException">The collector does not build.</exception>
    public static async Task<IReadOnlyList<BundleFile>> ReadAsync(string root, CancellationToken cancellationToken)
    {
        var app = Directory.CreateTempSubdirectory("mta-sts-audit-");
        try
        {
            await PublishAsync(Path.Combine(root, "receiver", "collector", "Collector.csproj"), app.FullName, cancellationToken);
            return
            [
                .. Folder(Path.Combine(root, "receiver", "postfix"), "images/postfix"),
                File(Path.Combine(root, "receiver", "collector", "Dockerfile"), "images/collector/Dockerfile"),
                .. Folder(app.FullName, "images/collector/app"),
            ];
        }
        finally
        {
            app.Delete(recursive: true);
        }
    }

    // The same source has to give the same octets on every machine and at every commit: otherwise each `pulumi up` would redeploy.
    private static async Task PublishAsync(string project, string target, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "publish", project, "--configuration", "Release", "--runtime", "linux-x64", "--no-self-contained", "--output", target,
                "--verbosity", "quiet", "--nologo",
                "-p:DebugType=none", "-p:UseAppHost=false", "-p:ContinuousIntegrationBuild=true", "-p:IncludeSourceRevisionInInformationalVersion=false",
            },
        };
        using var process = Process.Start(start) ?? throw new Pulumi.RunException("dotnet could not be started.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new Pulumi.RunException($"The collector could not be published, so nothing was touched:\n{await output}{await errors}");
        }
    }

    private static IEnumerable<BundleFile> Folder(string folder, string target) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => File(path, $"{target}/{Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')}"));

    // The checkout's own modes depend on the operator's umask and system.
    private static BundleFile File(string path, string target)
    {
        var file = BundleFile.Text(target, "") with { Content = System.IO.File.ReadAllBytes(path) };
        return target.EndsWith(".sh", StringComparison.Ordinal) ? file with { Mode = Executable } : file;
    }
}
