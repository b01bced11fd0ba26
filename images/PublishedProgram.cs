namespace MtaStsAudit.Images;

/// <summary>A program of ours as it gets into a container's image. How it is published, Directory.Build.props says under PublishForImage.</summary>
public static class PublishedProgram
{
    public const string Collector = "receiver/collector/Collector.csproj";

    public const string Front = "receiver/front/Front.csproj";

    /// <summary>The folder of an image's build context that it is published into.</summary>
    public const string Folder = "app";

    /// <summary>Of <c>dotnet</c>, which runs in the repository's folder.</summary>
    /// <param name="project">One of this class's.</param>
    /// <param name="runtime">Of the host's processor, such as <c>linux-x64</c>.</param>
    public static IReadOnlyList<string> Arguments(string project, string runtime, string output) =>
        ["publish", project, "-c", "Release", "--runtime", runtime, "-p:PublishForImage=true", "-o", output, "--nologo", "-v", "quiet"];
}
