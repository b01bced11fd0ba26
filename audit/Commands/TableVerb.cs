using System.CommandLine;
using System.CommandLine.Parsing;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit table</c>: the study's table for several audits.</summary>
internal static class TableVerb
{
    private const string About = "Prints the study's table for several audits, the reason and the evidence of each, and last a line with each verdict.";

    private const string Examples = """
        Example:
          audit table 0f8fad5b-d9cb-469f-a165-70867728950e=gmail.com 7c9e6679-7425-40de-944b-e07fc1f90ae7=example.com

        Exit codes:
          0    printed, whatever the verdicts
          2    wrong usage, or the API cannot be used
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var api = ApiOption.Create();
        var audits = new Argument<NamedToken[]>("TOKEN[=NAME]")
        {
            Description = "The audits, each with the name to show for its sender.",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = Parse,
        };
        var json = new Option<bool>("--json") { Description = "Prints the reports as JSON, each with its name." };
        var command = new VerbWithExamples("table", About, Examples) { api, audits, json };
        command.SetAction((parsed, cancellationToken) =>
            PrintAsync(parsed.GetValue(api)!, parsed.GetValue(audits) ?? [], parsed.GetValue(json), environment, cancellationToken));
        return command;
    }

    private static async Task<int> PrintAsync(Uri address, NamedToken[] audits, bool asJson, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        using var api = environment.Api(address);
        List<NamedReport> reports = [];
        foreach (var audit in audits)
        {
            var (report, _) = await api.ReportAsync(audit.Token, cancellationToken);
            reports.Add(audit.Name is { } name ? new(name, report) : NamedReport.Of(report));
        }

        if (asJson)
        {
            await environment.Out.WriteLineAsync(ReportJson.Print(reports));
            return ExitCode.Done;
        }

        ReportText.Write(Consoles.For(environment.Out, environment.IsTerminal), reports);
        await environment.Out.WriteLineAsync();
        foreach (var (name, report) in reports)
        {
            await environment.Out.WriteLineAsync(Printable.Of($"{name}: {Wording.Of(report.Label)}"));
        }

        return ExitCode.Done;
    }

    private static NamedToken[] Parse(ArgumentResult result)
    {
        List<NamedToken> audits = [];
        foreach (var argument in result.Tokens.Select(token => token.Value))
        {
            var parts = argument.Split('=', 2);
            if (!AuditToken.TryParse(parts[0], out var token))
            {
                result.AddError($"'{argument}' names no audit; allowed: a UUID, or UUID=NAME.");
                continue;
            }

            audits.Add(new(token, parts is [_, { Length: > 0 } name] ? name : null));
        }

        return [.. audits];
    }

    private sealed record NamedToken(AuditToken Token, string? Name);
}
