using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace MtaStsAudit.Images;

/// <summary>What a program is built from: its project, the projects that it refers to, and the settings of the whole repository.</summary>
public static class ProgramSources
{
    private static readonly string[] Shared = [".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json"];
    private static readonly string[] Built = ["bin", "obj"];

    /// <summary>Changes when a source does, and with the compiler; not with a file's time, nor with where the repository is.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="project">Relative to it.</param>
    /// <param name="compiler">The SDK's version.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Digest(string root, string project, string compiler)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(compiler));
        foreach (var path in Files(root, project).Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(Path.Combine(root, path));
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{path} {content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    /// <summary>The files, relative to the repository's folder, with <c>/</c>.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="project">Relative to it.</param>
    public static IReadOnlyList<string> Files(string root, string project) =>
    [
        .. Shared.Where(name => File.Exists(Path.Combine(root, name))),
        .. Projects(Path.GetFullPath(project, root), []).SelectMany(one => Sources(Path.GetDirectoryName(one)!))
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')).Distinct(),
    ];

    private static HashSet<string> Projects(string project, HashSet<string> seen)
    {
        if (File.Exists(project) && seen.Add(project))
        {
            foreach (var reference in XDocument.Load(project).Descendants("ProjectReference").Select(one => (string?)one.Attribute("Include")).OfType<string>())
            {
                Projects(Path.GetFullPath(reference, Path.GetDirectoryName(project)!), seen);
            }
        }

        return seen;
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !Built.Contains(Path.GetFileName(inner)))
            .SelectMany(inner => Directory.EnumerateFiles(inner, "*", SearchOption.AllDirectories)));
}
