using System.Security.Cryptography;
using System.Text;
using MtaStsAudit.Images;

namespace MtaStsAudit.Audit.Local;

/// <summary>An image of the testbed and what it is built from.</summary>
/// <param name="Folder">Its build context, below <c>images/</c> in the state folder.</param>
/// <param name="Copied">The files that make up the context, as they are in the repository.</param>
/// <param name="Project">The .NET project that is published into the context as <c>app/</c>; null when there is none.</param>
internal sealed record ImageSource(string Image, string Folder, IReadOnlyList<string> Copied, string? Project)
{
    public static IReadOnlyList<ImageSource> All { get; } =
    [
        new("mta-sts-audit/dns", "dns", ["receiver/dns"], null),
        new("mta-sts-audit/receiver", "postfix", ["receiver/postfix"], null),
        new("mta-sts-audit/front", "front", ["receiver/front/Dockerfile"], PublishedProgram.Front),
        new("mta-sts-audit/collector", "collector", ["receiver/collector/Dockerfile"], PublishedProgram.Collector),
    ];

    /// <summary>Changes whenever a file does that the image is made of.</summary>
    public string Digest(TestbedSources sources)
    {
        var root = sources.Root;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A tool that is installed carries the program; in a checkout it changes with its sources.
        var published = PublishedIn(sources) is { } carried ? Files(root, Path.GetRelativePath(root, carried))
            : sources.Published is null && Project is { } project ? ProgramSources.Files(root, project)
            : [];
        foreach (var file in Copied.SelectMany(path => Files(root, path)).Concat(published).Distinct().Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(Path.Combine(root, file));
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Makes the context anew; in a checkout, except for what is published into it.</summary>
    public void Stage(TestbedSources sources, string context)
    {
        var root = sources.Root;
        if (Directory.Exists(context))
        {
            Directory.Delete(context, recursive: true);
        }

        Directory.CreateDirectory(context);
        foreach (var path in Copied)
        {
            var isFolder = Directory.Exists(Path.Combine(root, path));
            foreach (var file in Files(root, path))
            {
                Copy(Path.Combine(root, file), Path.Combine(context, isFolder ? Path.GetRelativePath(path, file) : Path.GetFileName(file)));
            }
        }

        if (PublishedIn(sources) is { } published)
        {
            foreach (var file in Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories))
            {
                Copy(file, Path.Combine(context, PublishedProgram.Folder, Path.GetRelativePath(published, file)));
            }
        }
    }

    private string? PublishedIn(TestbedSources sources) => Project is not null && sources.Published is { } published ? Path.Combine(published, Folder) : null;

    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
        if (target.EndsWith(".sh", StringComparison.Ordinal))
        {
            // A package keeps no file's right to be run.
            File.SetUnixFileMode(target, File.GetUnixFileMode(target) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    private static IEnumerable<string> Files(string root, string path) => Directory.Exists(Path.Combine(root, path))
        ? Directory.EnumerateFiles(Path.Combine(root, path), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
        : [path];
}
