using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Deployment.Bundles;

namespace MtaStsAudit.Audit.Local;

/// <summary>The folder that holds the testbed of one machine between runs: authorities, certificates, and what containers read.</summary>
/// <remarks>
/// Only its owner may enter, so that keys which a container's user has to read stay private on the machine: the engine mounts
/// them as root.
/// </remarks>
internal sealed class StateFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // The folders that a bundle fills completely: whatever else is in them is of an earlier one.
    private static readonly string[] Filled = ["collector", "certificates", "dns", "front", "receivers"];

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public string? Read(string relative) => File.Exists(At(relative)) ? File.ReadAllText(At(relative)) : null;

    public void Create() => Directory.CreateDirectory(Path, OwnerOnly);

    /// <summary>Removes the folder, if it is one of ours: a mistyped path is not emptied.</summary>
    public void Remove()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        if (!File.Exists(At("compose.yml")))
        {
            throw new CommandFault($"{Path} holds no local testbed; it is left alone.");
        }

        Directory.Delete(Path, recursive: true);
    }

    /// <summary>Writes what is new or different, and removes what belongs to an earlier bundle.</summary>
    public void Write(IReadOnlyList<BundleFile> bundle)
    {
        foreach (var file in bundle)
        {
            Write(file);
        }

        var belongs = bundle.Select(file => At(file.Path)).ToHashSet();
        foreach (var file in Filled.Select(At).Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        {
            if (!belongs.Contains(file))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Puts a file in place whole. One that is as it should be is left alone: it may be mounted.</summary>
    public void Write(BundleFile file)
    {
        var target = At(file.Path);
        if (File.Exists(target) && File.GetUnixFileMode(target) == file.Mode && File.ReadAllBytes(target).AsSpan().SequenceEqual(file.Content.Span))
        {
            return;
        }

        Create();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!, Passable);
        var draft = target + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = file.Mode }))
        {
            stream.Write(file.Content.Span);
        }

        // The process's umask may have taken something away.
        File.SetUnixFileMode(draft, file.Mode);
        File.Move(draft, target, overwrite: true);
    }
}
