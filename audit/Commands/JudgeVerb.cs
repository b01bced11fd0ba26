using System.CommandLine;
using MtaStsAudit.Audit.Judging;
using MtaStsAudit.Audit.Terminal;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit judge</c>: judges stories and exported audits offline, by the same code as the service.</summary>
internal static class JudgeVerb
{
    private const string About = "Judges a story (docs/stories.md) or an audit's exported JSON, offline and by the same rules as a testbed.";

    private const string Examples = """
        Examples:
          curl -sO https://api.audit.example.com/audits/0f8fad5b-d9cb-469f-a165-70867728950e/export.json
          audit judge export.json
          audit judge my-provider.story
          audit judge tests/stories/*.story

        Exit codes:
          0    every story's verdict is the expected one; an export was judged as its testbed did
          1    a verdict is not the expected one
          2    wrong usage, or a file cannot be read
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var files = new Argument<string[]>("FILE") { Description = "Stories and exports.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Prints the last report of each file as JSON, one a line." };
        var command = new VerbWithExamples("judge", About, Examples) { files, json };
        command.SetAction((parsed, cancellationToken) => JudgeAsync(parsed.GetValue(files) ?? [], parsed.GetValue(json), environment, cancellationToken));
        return command;
    }

    private static async Task<int> JudgeAsync(string[] paths, bool asJson, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        List<JudgedFile> judged = [];
        foreach (var path in paths)
        {
            var full = Path.Combine(environment.Directory, path);
            if (!File.Exists(full))
            {
                throw new CommandFault($"Cannot read {path}: there is no such file");
            }

            var file = JudgedFile.Judge(path, await File.ReadAllTextAsync(full, cancellationToken));
            judged.Add(file.IsValid ? file.Value : throw new CommandFault($"Cannot read {path}: {file.Error}"));
        }

        if (asJson)
        {
            foreach (var file in judged.Where(file => file.Verdicts.Count > 0))
            {
                await environment.Out.WriteLineAsync(ReportJson.PrintOnOneLine(file.Verdicts[^1].Report));
            }
        }
        else if (judged is [var only])
        {
            JudgedText.Write(Consoles.For(environment.Out, environment.IsTerminal), only);
        }
        else
        {
            JudgedText.WriteTable(Consoles.For(environment.Out, environment.IsTerminal), judged);
        }

        return judged.TrueForAll(file => file.IsAsExpected) ? ExitCode.Done : ExitCode.NotAsExpected;
    }
}
