using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Local;

/// <summary>What the images of the local testbed are built from: a checkout of the project, or what the installed tool carries along.</summary>
/// <param name="Root">Has scripts and build contexts where a checkout has them.</param>
/// <param name="Published">Has the published programs, a folder for each image; null in a checkout, where they are published when they are needed.</param>
/// <param name="State">Where certificates and settings are kept unless another folder is named.</param>
internal sealed record TestbedSources(string Root, string? Published, string State)
{
    /// <summary>The folder of the tool that holds them, beside its program.</summary>
    public const string Carried = "testbed";

    /// <param name="start">A folder in a checkout or elsewhere.</param>
    /// <param name="tool">The folder of this program; null: where it runs from.</param>
    /// <exception cref="CommandFault">There is neither.</exception>
    public static TestbedSources Find(string start, string? tool = null)
    {
        if (RepositoryRoot.TryFind(start) is { } root)
        {
            return new(root, null, Path.Combine(root, ".local"));
        }

        var carried = Path.Combine(tool ?? AppContext.BaseDirectory, Carried);
        return Directory.Exists(carried)
            ? new(carried, Path.Combine(carried, "published"), Path.Combine(StateHome, "mta-sts-audit"))
            : throw new CommandFault(
                $"Neither {start} nor a folder above it holds {RepositoryRoot.Mark}. The local testbed is built from the project: change into a checkout of it, or install the tool.");
    }

    // XDG Base Directory Specification: state that outlives a restart and is worth no backup.
    private static string StateHome => Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given)
        ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
}
