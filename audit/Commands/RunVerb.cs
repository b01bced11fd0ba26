using System.CommandLine;
using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit run</c>: one audit from its token to its verdict.</summary>
internal static class RunVerb
{
    private const string About = "Audits one sender: gives the addresses to mail, watches what comes, and tells the verdict with its evidence.";

    private const string Examples = """
        Examples:
          audit run
          audit run --suite standard
          audit run --api https://api.audit.example.com --token 0f8fad5b-d9cb-469f-a165-70867728950e
          audit run --send-via smtp://mx.example.com:25 --from postmaster@example.com --timeout 10m --json

        Exit codes:
          0    Full support, for good: the sender came again and refused again, or the retry window is over
          1    any other verdict
          2    wrong usage, or the API or the mail server cannot be used
          3    time was up before there was a verdict, or while Full support was so far only
          4    Full support so far, and --accept so-far was given
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var api = ApiOption.Create();
        var token = MailingOptions.Token("Takes up this audit instead of beginning a new one.");
        var json = new Option<bool>("--json") { Description = "Prints the report as JSON on standard output; all else goes to standard error." };
        var via = MailingOptions.SendVia();
        var from = MailingOptions.From();
        var timeout = MailingOptions.Timeout("as long as the testbed waits for retries");
        var accept = new Option<string?>("--accept")
        {
            Description = "so-far: ends as soon as there is Full support, also while the sender's retries may still show otherwise.",
            HelpName = "so-far",
        };
        accept.AcceptOnlyFromAmong("so-far");
        var suite = SuiteOption.Create("Which scenarios to mail", Suite.Study);
        var command = new VerbWithExamples("run", About, Examples) { api, token, json, via, from, timeout, accept, suite };
        command.Validators.Add(result =>
        {
            if (result.GetResult(from) is { Implicit: false } && result.GetResult(via) is null)
            {
                result.AddError("--from is only for --send-via: otherwise you mail, from wherever you like.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(
                parsed.GetValue(api)!,
                parsed.GetValue(token) ?? AuditToken.New(),
                parsed.GetValue(json),
                parsed.GetValue(via),
                parsed.GetValue(from),
                parsed.GetValue(timeout),
                parsed.GetValue(accept) is not null,
                parsed.GetValue(suite)!),
            environment,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        using var api = environment.Api(options.Api);
        var site = await api.SiteAsync(cancellationToken);
        var plan = new AuditPlan(options.Token, api.Address, site, options.Timeout ?? ShownRun.LongestUseful(site), options.Via is not null, options.AcceptsSoFar, options.Suite.Name);
        var talk = options.Json ? environment.Error : environment.Out;
        var report = await ShownRun.WatchAsync(api, plan, options.Via, options.From, environment, talk, cancellationToken);

        if (options.Json)
        {
            await environment.Out.WriteLineAsync(ReportJson.Print(report));
        }
        else
        {
            await talk.WriteLineAsync();
            ReportText.Write(Consoles.For(talk, environment.IsTerminal), [NamedReport.Of(report)]);
        }

        if (ExitCodeOf(report, plan) == ExitCode.StillWaiting)
        {
            await environment.Error.WriteLineAsync($"Time is up and the audit is not {(report.Phase == AuditPhase.Judged ? "final" : "judged")}. Take it up again by: {plan.Resume}");
        }

        return ExitCodeOf(report, plan);
    }

    private static int ExitCodeOf(AuditReport report, AuditPlan plan) => report switch
    {
        { Phase: not AuditPhase.Judged } => ExitCode.StillWaiting,
        { Label: not SupportLabel.FullSupport } => ExitCode.OtherVerdict,
        { IsFinal: true } => ExitCode.FullSupport,
        _ => plan.AcceptsSoFar ? ExitCode.FullSupportSoFar : ExitCode.StillWaiting,
    };

    private sealed record RunOptions(Uri Api, AuditToken Token, bool Json, Relay? Via, string? From, TimeSpan? Timeout, bool AcceptsSoFar, Suite Suite);
}
