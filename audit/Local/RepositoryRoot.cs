using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Local;

/// <summary>Finds the project's own folder: the images of the testbed are built from it.</summary>
internal static class RepositoryRoot
{
    public const string Mark = "mta-sts-audit.slnx";

    /// <exception cref="CommandFault">There is none.</exception>
    public static string Find(string start) => TryFind(start)
        ?? throw new CommandFault($"Neither {start} nor a folder above it holds {Mark}: change into a checkout of the project.");

    /// <returns>Null where there is none.</returns>
    public static string? TryFind(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
