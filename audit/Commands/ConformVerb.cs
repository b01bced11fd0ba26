using System.CommandLine;
using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Conform;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit conform</c>: a conformance test of a mail server, for those who build or run one.</summary>
internal static class ConformVerb
{
    private const string About = "Tests whether a mail server that you build or run honours MTA-STS as RFC 8461 asks, scenario by scenario.";

    private const string Examples = """
        The testbed on this machine, the default of --api, is brought up if it is not there. The mail server has to ask
        its name server (10.78.0.53) and to trust its CA (.local/ca/trusted.pem).

        Examples:
          audit conform --send-via smtp://10.78.10.25:25 --from postmaster@postfix-sts.test
          audit conform --send-via smtp://mta.example:25 --family certificates --profile rfc8461-should
          audit conform --send-via smtp://mta.example:25 --known-deviations deviations.txt --junit conform.xml

        A line of the known deviations names a scenario, and behind # why.

        Exit codes:
          0    all that is asked was done, or is known not to be
          1    something asked was not done
          2    wrong usage, or the testbed or the mail server cannot be used
          3    nothing failed, and something is undecided
          130  interrupted
        """;

    /// <summary>Short times: a mail server under test is there to answer, and its queue can be told to hurry.</summary>
    private static readonly AuditRules ShortTimes = new(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2));

    private static readonly TimeSpan LongestTest = TimeSpan.FromMinutes(5);

    public static Command Create(CommandEnvironment environment)
    {
        var api = ApiOption.Create();
        var token = MailingOptions.Token("Mails this token instead of a new one.");
        var via = MailingOptions.SendVia();
        via.Required = true;
        var from = MailingOptions.From();
        var timeout = MailingOptions.Timeout("5m");
        var suite = SuiteOption.Create("Which scenarios to mail", Suite.Complete);
        var profile = new Option<ConformanceLevel>("--profile")
        {
            Description = $"What a failure is: {string.Join(", ", Enum.GetValues<ConformanceLevel>().Select(level => $"{ConformanceLevelName.Of(level)} ({ConformanceLevelName.InWords(level)})"))} (default: {ConformanceLevelName.Of(ConformanceLevel.Must)}).",
            HelpName = "NAME",
            CustomParser = ArgumentParsers.ConformanceLevelName,
        };
        var families = new Option<List<Family>>("--family")
        {
            Description = $"Only this family counts; may be given more than once: {string.Join(", ", Enum.GetValues<Family>().Select(FamilyWords.NameOf))}.",
            HelpName = "NAME",
            CustomParser = ArgumentParsers.FamilyNames,
            Arity = ArgumentArity.OneOrMore,
        };
        var known = FileOption("--known-deviations", "Scenarios at which it is known not to conform: they do not fail the test, and it is told when they are gone.");
        var junit = FileOption("--junit", "Writes JUnit XML for a build server.");
        var markdown = FileOption("--markdown", "Writes a summary for a pull request.");
        var json = FileOption("--json", "Writes the audit's report as JSON.");
        var command = new VerbWithExamples("conform", About, Examples) { api, token, via, from, suite, families, profile, known, timeout, junit, markdown, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(
                parsed.GetValue(api)!,
                parsed.GetValue(token) ?? AuditToken.New(),
                parsed.GetValue(via)!,
                parsed.GetValue(from),
                parsed.GetValue(suite)!,
                parsed.GetValue(families) ?? [],
                parsed.GetValue(profile),
                parsed.GetValue(known),
                parsed.GetValue(timeout) ?? LongestTest,
                parsed.GetValue(junit),
                parsed.GetValue(markdown),
                parsed.GetValue(json)),
            environment,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ConformOptions options, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        if (options.Suite == Suite.Study)
        {
            throw new CommandFault("Suite study gives a label and no profile: take standard or another one, which have its six scenarios too.");
        }

        // Read before anything is mailed: a slip in the file is worth no test.
        var known = options.KnownDeviations is { } file ? await ReadAsync(file, cancellationToken) : KnownDeviations.None;
        if (options.Api == LocalSite.Api)
        {
            await BringUpAsync(options.Suite, environment, cancellationToken);
        }

        using var api = environment.Api(options.Api);
        var site = await api.SiteAsync(cancellationToken);
        var plan = new AuditPlan(options.Token, api.Address, site, options.Timeout, MailsItself: true, AcceptsSoFar: true, options.Suite.Name);
        var audit = await ShownRun.WatchAsync(api, plan, options.Via, options.From, environment, environment.Out, cancellationToken);
        // What the testbed cannot have is no part of the test.
        var report = ConformanceReport.Of(audit, options.Suite.Without(site.LeftOutOf(options.Suite.Name)), options.Level, options.Families, known);
        await WriteAsync(options.JUnit, JUnitReport.Print, cancellationToken);
        await WriteAsync(options.Markdown, ConformanceMarkdown.Print, cancellationToken);
        await WriteAsync(options.Json, done => Terminal.ReportJson.Print(done.Audit), cancellationToken);
        await environment.Out.WriteLineAsync();
        ConformanceText.Write(environment.Out, report);
        return report.ExitCode;

        async Task WriteAsync(string? to, Func<ConformanceReport, string> print, CancellationToken cancelled)
        {
            if (to is not null)
            {
                await File.WriteAllTextAsync(to, print(report), cancelled);
            }
        }
    }

    private static async Task<KnownDeviations> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var known = KnownDeviations.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        return known.IsValid ? known.Value : throw new CommandFault($"{file}: {known.Error}.");
    }

    // One that is there and has the suite stays as it is, with its own times.
    private static async Task BringUpAsync(Suite suite, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        if (!await LocalUp.IsThereAsync(suite, environment, cancellationToken))
        {
            await LocalUp.RunAsync(directory: null, Suite.Complete, ShortTimes, environment, environment.Out, cancellationToken);
            await environment.Out.WriteLineAsync("The testbed stays up; 'audit local down' takes it down.");
        }
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private sealed record ConformOptions(
        Uri Api, AuditToken Token, Relay Via, string? From, Suite Suite, IReadOnlyList<Family> Families, ConformanceLevel Level, string? KnownDeviations, TimeSpan Timeout, string? JUnit, string? Markdown, string? Json);
}
