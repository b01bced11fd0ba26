using System.CommandLine;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit local up</c></summary>
internal static class LocalUpVerb
{
    private const string About = "Builds and starts the testbed, and waits until all of it is healthy and found as designed. What is unchanged stays as it is.";

    private const string Examples = """
        On Debian, as root, it installs what is missing (docker.io, docker-compose).

        Example:
          audit local up --settle 10

        Exit codes:
          0    all healthy and as designed
          2    something failed, and the message says what
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var directory = LocalVerbs.DirectoryOption();
        var settle = SpanOption("--settle", "From a sender's first contact to the time when mail counts", AuditRules.Default.Settle);
        var retryWindow = SpanOption("--retry-window", "How long retries are waited for", AuditRules.Default.RetryWindow);
        var suite = SuiteOption.Create("Which scenarios it has", Suite.Complete);
        var command = new VerbWithExamples("up", About, Examples) { directory, settle, retryWindow, suite };
        command.SetAction((parsed, cancellationToken) => UpAsync(
            parsed.GetValue(directory),
            parsed.GetValue(suite)!,
            new(parsed.GetValue(settle) ?? AuditRules.Default.Settle, parsed.GetValue(retryWindow) ?? AuditRules.Default.RetryWindow),
            environment,
            cancellationToken));
        return command;
    }

    private static async Task<int> UpAsync(string? directory, Suite suite, AuditRules rules, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        await LocalUp.RunAsync(directory, suite, rules, environment, environment.Out, cancellationToken);
        LocalWelcome.Write(environment.Out, suite);
        return ExitCode.Done;
    }

    private static Option<TimeSpan?> SpanOption(string name, string description, TimeSpan fallback) => new(name)
    {
        Description = $"{description} (default: {fallback.TotalSeconds:0} s).",
        HelpName = "SECONDS",
        CustomParser = ArgumentParsers.Span,
    };
}
