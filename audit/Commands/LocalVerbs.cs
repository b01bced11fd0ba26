using System.CommandLine;
using MtaStsAudit.Audit.Local;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit local</c>: the testbed on this machine.</summary>
internal static class LocalVerbs
{
    private const string Examples = """
        Example:
          audit local up && audit run
        """;

    public static Command Create(CommandEnvironment environment) =>
        new VerbWithExamples("local", "Runs the whole testbed on this machine, for one's own mail server.", Examples)
        {
            LocalUpVerb.Create(environment),
            LocalDownVerb.Create(environment),
            LocalStatusVerb.Create(environment),
        };

    public static Option<string?> DirectoryOption() => new("--directory")
    {
        Description = "Where certificates and settings are kept (default: .local in the project's folder).",
        HelpName = "DIR",
    };

    public static StateFolder FolderOf(string? directory, string root) => new(directory ?? Path.Combine(root, ".local"));
}
