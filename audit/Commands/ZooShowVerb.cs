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
          audit zoo show results.json results-of-exim.json --json results.json

        Exit codes:
          0    shown
          2    wrong usage, or a file cannot be read
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var kept = new Argument<string[]>("FILE")
        {
            Description = "Results of 'audit zoo --json', of several runs as one (default: those that come with this program).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var files = new ZooFiles();
        var command = new VerbWithExamples("show", "Prints results of earlier runs, and writes them in another form. Nothing is run.", Examples) { kept };
        files.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<ZooReport> runs = [];
            foreach (var file in parsed.GetValue(kept) is { Length: > 0 } given ? given : [Path.Combine(TestbedSources.Find(environment.Directory).Root, SenderImage.Sources, "results.json")])
            {
                runs.Add(ZooJson.Parse(await File.ReadAllTextAsync(Path.Combine(environment.Directory, file), cancellationToken), file));
            }

            var report = ZooReport.Of(runs);
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
