namespace MtaStsAudit.Audit.Tests.Local;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mta-sts-audit-").FullName;

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public void Put(string relative, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), content);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
