namespace MtaStsAudit.Infra.Tests.Images;

/// <summary>The sources of a checkout in another folder and with other file times, as a fresh clone has them; nothing that was built.</summary>
internal sealed class CheckoutCopy : IDisposable
{
    private static readonly string[] Folders = ["receiver", "probes", "model"];
    private static readonly string[] Built = ["bin", "obj"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("another-path-to-a-checkout-");

    private CheckoutCopy()
    {
    }

    public string Root => folder.FullName;

    public static CheckoutCopy Of(string root)
    {
        var copy = new CheckoutCopy();
        foreach (var file in Directory.EnumerateFiles(root).Where(file => Path.GetExtension(file) is ".editorconfig" or ".props" or ".json" or ".slnx"))
        {
            File.Copy(file, Path.Combine(copy.Root, Path.GetFileName(file)));
        }

        foreach (var inner in Folders)
        {
            Copy(new(Path.Combine(root, inner)), Directory.CreateDirectory(Path.Combine(copy.Root, inner)));
        }

        copy.Touch();
        return copy;
    }

    /// <summary>Another time for every file.</summary>
    public void Touch()
    {
        var time = DateTime.UtcNow.AddDays(-Random.Shared.Next(2, 300));
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.LastWriteTimeUtc = time;
        }
    }

    public void Write(string path, string content)
    {
        var target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, content);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var inner in from.EnumerateDirectories().Where(inner => !Built.Contains(inner.Name)))
        {
            Copy(inner, to.CreateSubdirectory(inner.Name));
        }
    }
}
