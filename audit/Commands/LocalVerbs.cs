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
        Description = "Where certificates and settings are kept (default: .local in a checkout of the project; of the installed tool ~/.local/state/mta-sts-audit).",
        HelpName = "DIR",
    };

    public static StateFolder FolderOf(string? directory, CommandEnvironment environment) => new(directory ?? TestbedSources.Find(environment.Directory).State);
}
