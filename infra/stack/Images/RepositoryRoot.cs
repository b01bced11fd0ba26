namespace MtaStsAudit.Stack.Images;

internal static class RepositoryRoot
{
    private const string Mark = "mta-sts-audit.slnx";

    /// <summary>The folder of this repository, at or above the one the program runs in.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new Pulumi.RunException($"No {Mark} at or above {Directory.GetCurrentDirectory()}: run pulumi in a checkout of this repository.");
    }
}
