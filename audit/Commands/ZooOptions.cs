using System.CommandLine;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The options that verbs of the zoo share: which senders, and where the results go.</summary>
internal static class ZooOptions
{
    public static Option<List<string>> Senders() => With([.. ZooSenders.Names], new Option<List<string>>("--senders")
    {
        Description = $"Only these, with commas between them: {string.Join(", ", ZooSenders.Names)}.",
        HelpName = "NAMES",
        CustomParser = ArgumentParsers.SenderNames,
        Arity = ArgumentArity.OneOrMore,
    });

    public static Option<List<DebianRelease>> Releases() => With([.. Enum.GetValues<DebianRelease>().Select(DebianReleaseName.Of)], new Option<List<DebianRelease>>("--releases")
    {
        Description = $"Only these releases of Debian, with commas between them: {string.Join(", ", Enum.GetValues<DebianRelease>().Select(DebianReleaseName.Of))}.",
        HelpName = "NAMES",
        CustomParser = ArgumentParsers.ReleaseNames,
        Arity = ArgumentArity.OneOrMore,
    });

    private static T With<T>(string[] completions, T option)
        where T : Option
    {
        option.CompletionSources.Add(completions);
        return option;
    }

    /// <param name="names">Null: all that are audited.</param>
    /// <param name="releases">Null: all.</param>
    public static IReadOnlyList<ZooSender> Chosen(List<string>? names, List<DebianRelease>? releases) =>
        [.. ZooSenders.All.Where(sender => (names is { Count: > 0 } ? names.Contains(sender.Name) : !sender.IsRelay) && (releases is not { Count: > 0 } || releases.Contains(sender.Release)))];
}

/// <summary>The files that results are written to, of those verbs that have some.</summary>
internal sealed class ZooFiles
{
    private readonly (Option<string?> Option, Func<ZooReport, string> Print)[] files =
    [
        (FileOption("--markdown", "Writes the matrix as Markdown."), ZooMarkdown.Print),
        (FileOption("--csv", "Writes a line for each sender at each scenario as CSV."), ZooCsv.Print),
        (FileOption("--json", "Writes the results as JSON, which 'audit zoo show' reads again."), ZooJson.Print),
        (FileOption("--svg", "Writes a picture of the matrix."), ZooPicture.Print),
    ];

    public void AddTo(Command command)
    {
        foreach (var (option, _) in files)
        {
            command.Options.Add(option);
        }
    }

    public async Task WriteAsync(ParseResult parsed, ZooReport report, CancellationToken cancellationToken)
    {
        foreach (var (option, print) in files)
        {
            if (parsed.GetValue(option) is { } file)
            {
                await File.WriteAllTextAsync(file, print(report), cancellationToken);
            }
        }
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
