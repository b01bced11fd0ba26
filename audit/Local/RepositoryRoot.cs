using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Local;

/// <summary>Finds the project's own folder: the images of the testbed are built from it.</summary>
internal static class RepositoryRoot
{
    public const string Mark = "mta-sts-audit.slnx";

    public static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new CommandFault($"Neither {start} nor a folder above it holds {Mark}. The local testbed is built from the project: change into a checkout of it.");
    }
}
