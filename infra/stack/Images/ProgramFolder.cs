namespace MtaStsAudit.Stack.Images;

/// <summary>The folder of this program. The engine and its plugins run there, and take relative paths from there.</summary>
internal static class ProgramFolder
{
    public static string Of(string root) => Path.Combine(root, "infra", "stack");

    /// <summary>A path that is the same in every checkout. With <c>/</c> on all systems, since it is in the state.</summary>
    public static string Relative(string root, string path) => Path.GetRelativePath(Of(root), path).Replace(Path.DirectorySeparatorChar, '/');
}
