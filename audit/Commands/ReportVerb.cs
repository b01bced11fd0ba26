using System.CommandLine;
using MtaStsAudit.Audit.Terminal;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit report</c>: the provider table that a testbed publishes.</summary>
internal static class ReportVerb
{
    private const string About = "Prints the provider table of a testbed, as in the original study, as Markdown.";

    private const string Examples = """
        Example:
          audit report --api https://api.audit.example.com > providers.md

        Exit codes:
          0    printed
          2    wrong usage, or the API cannot be used
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var address = ApiOption.Create();
        var command = new VerbWithExamples("report", About, Examples) { address };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = environment.Api(parsed.GetValue(address)!);
            foreach (var line in (await api.ProvidersAsync(cancellationToken)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                await environment.Out.WriteLineAsync(Printable.Of(line));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
