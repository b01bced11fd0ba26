using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Text.Json;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Probes;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit inbound</c>: what a domain publishes for mail it receives.</summary>
internal static class InboundVerb
{
    private const string About =
        "Checks what a domain publishes for mail it receives: MTA-STS record and policy, MX hosts, TLSRPT and TLSA records. Sends no mail.";

    private const string Examples = """
        Example:
          audit inbound example.com
          audit inbound example.com --json --resolver 9.9.9.9

        Exit codes:
          0    all was checked, and no finding is an error
          1    at least one is
          2    wrong usage
          3    no finding is an error, but not all could be checked from here
          130  interrupted
        """;

    /// <param name="options">What the command line does not say.</param>
    public static Command Create(CommandEnvironment environment, InboundOptions? options = null)
    {
        var domain = new Argument<DomainName>("DOMAIN")
        {
            Description = "The domain: what stands after the @ of its addresses. An address is taken as well.",
            CustomParser = ParseDomain,
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var resolver = new Option<IPEndPoint?>("--resolver")
        {
            Description = "The DNS resolver to ask instead of the system's: an address, or address:port.",
            HelpName = "ADDRESS",
            CustomParser = ArgumentParsers.Resolver,
        };
        var trust = TrustOption.Create();
        var anyAddress = new Option<bool>("--any-address") { Description = "Contact hosts outside the public internet as well." };
        var command = new VerbWithExamples("inbound", About, Examples) { domain, json, resolver, trust, anyAddress };
        command.SetAction((parsed, cancellationToken) =>
        {
            var given = options ?? new InboundOptions();
            var asked = given with
            {
                Resolver = parsed.GetValue(resolver) ?? given.Resolver,
                TrustedRoots = parsed.GetValue(trust) is { } file ? TrustOption.RootsIn(file) : given.TrustedRoots,
                AllowAnyAddress = parsed.GetValue(anyAddress) || given.AllowAnyAddress,
            };
            return CheckAsync(parsed.GetValue(domain), asked, parsed.GetValue(json), environment, cancellationToken);
        });
        return command;
    }

    private static async Task<int> CheckAsync(
        DomainName domain, InboundOptions options, bool asJson, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        var report = await new InboundCheck(options, environment.Time).RunAsync(domain, cancellationToken);
        if (asJson)
        {
            await environment.Out.WriteLineAsync(JsonSerializer.Serialize(report, InboundReportJson.Default.InboundReport));
        }
        else
        {
            InboundTable.Write(Consoles.For(environment.Out, environment.IsTerminal), report);
        }

        return report.HasError ? ExitCode.HasErrors : report.HasNotChecked ? ExitCode.NotAllChecked : ExitCode.Done;
    }

    private static DomainName ParseDomain(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (MailDomain.TryParse(text, out var name, out var error))
        {
            return name;
        }

        result.AddError($"DOMAIN is '{text}', which cannot be checked: {error}.");
        return default;
    }
}
