using System.CommandLine;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit zoo show</c>: results that were kept.</summary>
internal static class ZooShowVerb
{
    private const string Examples = """
        Examples:
          audit zoo show
          audit zoo show results.json --svg results.svg

        Exit codes:
          0    shown
          2    wrong usage, or the file cannot be read
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "Results of 'audit zoo --json' (default: those that come with this program).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var files = new ZooFiles();
        var command = new VerbWithExamples("show", "Prints results of an earlier run, and writes them in another form. Nothing is run.", Examples) { file };
        files.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var from = parsed.GetValue(file) ?? Path.Combine(TestbedSources.Find(environment.Directory).Root, SenderImage.Sources, "results.json");
            var report = ZooJson.Parse(await File.ReadAllTextAsync(from, cancellationToken), from);
            await files.WriteAsync(parsed, report, cancellationToken);
            ZooText.Write(Consoles.For(environment.Out, environment.IsTerminal), report, environment.IsTerminal);
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary><c>audit zoo list</c></summary>
internal static class ZooListVerb
{
    private const string Examples = """
        Example:
          audit zoo list
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var command = new VerbWithExamples("list", "Names the senders that there are, and their addresses.", Examples);
        command.SetAction(async (_, _) =>
        {
            foreach (var sender in ZooSenders.All)
            {
                await environment.Out.WriteLineAsync($"{sender.Name,-17} {DebianReleaseName.Of(sender.Release),-9} {sender.Addresses.V4,-13} {sender.About}");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
