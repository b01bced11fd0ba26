using System.CommandLine;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit zoo</c>: real senders of several releases of Debian, audited side by side.</summary>
internal static class ZooVerb
{
    private const string About = "Audits real mail servers of several releases of Debian on this machine, and prints who obeys what.";

    private const string Examples = """
        It brings the testbed on this machine up, then the senders of one release after the other, and takes all of it down
        again. A testbed that is up already is used and stays. What it takes is said before it begins (docs/zoo.md).

        Examples:
          audit zoo
          audit zoo --senders postfix-sts,exim --releases trixie --suite standard
          audit zoo --json results.json --markdown results.md --svg results.svg
          audit zoo show results.json --csv results.csv

        Exit codes:
          0    every sender was audited, whatever the verdicts
          2    wrong usage, or there are no results: the testbed cannot be used, or no sender can be built
          3    a sender was left out, which is told with why, or has no verdict in time; the others' results are there
          130  interrupted
        """;

    /// <summary>Short times: these senders are told to hurry.</summary>
    private static readonly AuditRules ShortTimes = new(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2));

    private static readonly TimeSpan LongestAudit = TimeSpan.FromMinutes(3);

    public static Command Create(CommandEnvironment environment)
    {
        var senders = ZooOptions.Senders();
        var releases = ZooOptions.Releases();
        var suite = SuiteOption.Create("Which scenarios to mail", Suite.Complete);
        var timeout = MailingOptions.Timeout("3m");
        timeout.Description = "How long to watch the senders of a release: 90s, 5m (default: 3m).";
        var keep = new Option<bool>("--keep") { Description = "Leaves the testbed and the senders running." };
        var directory = LocalVerbs.DirectoryOption();
        var files = new ZooFiles();
        var command = new VerbWithExamples("zoo", About, Examples)
        {
            senders, releases, suite, timeout, keep, directory,
            ZooUpVerb.Create(environment), ZooDownVerb.Create(environment), ZooListVerb.Create(environment), ZooShowVerb.Create(environment),
        };
        files.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new ZooRun(
                ZooOptions.Chosen(parsed.GetValue(senders), parsed.GetValue(releases)),
                parsed.GetValue(suite)!,
                ShortTimes,
                parsed.GetValue(timeout) ?? LongestAudit,
                parsed.GetValue(keep),
                parsed.GetValue(directory),
                environment);
            var report = await run.RunAsync(cancellationToken);
            await files.WriteAsync(parsed, report, cancellationToken);
            await environment.Out.WriteLineAsync();
            ZooText.Write(Consoles.For(environment.Out, environment.IsTerminal), report, environment.IsTerminal);
            return report.Senders.Count == 0 ? ExitCode.Failed
                : report.LeftOut.Count > 0 || report.Senders.Any(row => row.Label == SupportLabel.Waiting) ? ExitCode.NotAllAudited
                : ExitCode.Done;
        });
        return command;
    }
}

/// <summary><c>audit zoo up</c></summary>
internal static class ZooUpVerb
{
    private const string Examples = """
        Example:
          audit zoo up --senders postfix-sts,postfix-plain --releases bookworm

        Exit codes:
          0    all of them greet
          2    wrong usage, or the testbed is not up
          3    a sender was left out, which is told with why
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var senders = ZooOptions.Senders();
        var releases = ZooOptions.Releases();
        var directory = LocalVerbs.DirectoryOption();
        var command = new VerbWithExamples("up", "Builds and starts senders beside the testbed on this machine, and leaves them running. They relay for this machine only.", Examples)
        {
            senders, releases, directory,
        };
        command.SetAction((parsed, cancellationToken) => UpAsync(
            ZooOptions.Chosen(parsed.GetValue(senders), parsed.GetValue(releases)), parsed.GetValue(directory), environment, cancellationToken));
        return command;
    }

    private static async Task<int> UpAsync(IReadOnlyList<ZooSender> senders, string? directory, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        HostPlatforms.DemandLinux(environment.Platform);
        using (var api = environment.Api(LocalSite.Api))
        {
            await api.SiteAsync(cancellationToken);
        }

        var leftOut = await new SendersUp(TestbedSources.Find(environment.Directory), LocalVerbs.FolderOf(directory, environment), environment, Consoles.StepsFor(environment.Out, environment))
            .RunAsync(senders, anew: false, cancellationToken);
        foreach (var sender in senders.Where(sender => !leftOut.ContainsKey(sender)))
        {
            await environment.Out.WriteLineAsync($"smtp://{sender.Addresses.V4}:25   {sender.Id}: {sender.About}");
        }

        return leftOut.Count > 0 ? ExitCode.NotAllAudited : ExitCode.Done;
    }
}

/// <summary><c>audit zoo down</c></summary>
internal static class ZooDownVerb
{
    private const string Examples = """
        Example:
          audit zoo down
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var senders = ZooOptions.Senders();
        var releases = ZooOptions.Releases();
        var command = new VerbWithExamples("down", "Stops and removes senders; the testbed stays.", Examples) { senders, releases };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            HostPlatforms.DemandLinux(environment.Platform);
            var (names, of) = (parsed.GetValue(senders), parsed.GetValue(releases));
            var ids = names is null && of is null ? null : ZooSenders.WithRelays(ZooOptions.Chosen(names, of)).Select(sender => sender.Id).ToList();
            var gone = await new SenderContainers(environment.Processes).RemoveAsync(ids, cancellationToken);
            await environment.Out.WriteLineAsync(gone.Count == 0 ? "There were none." : $"Removed: {string.Join(", ", gone)}.");
            return ExitCode.Done;
        });
        return command;
    }
}
