using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Text.Json;
using MtaStsAudit.Audit.Certificates;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Probes;
using MtaStsAudit.Probes.SelfChecks;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit doctor</c>: whether a testbed answers as designed, seen from here.</summary>
internal static class DoctorVerb
{
    private const string About =
        "Checks a testbed as a sender would see it: DNS, policies, STARTTLS and certificates of every receiver, the API. Sends no mail.";

    private const string Examples = """
        Without SITE it checks the testbed on this machine, with that one's own name server and CA.

        Example:
          audit doctor
          audit doctor audit.example.com --json

        Exit codes:
          0    all is as designed (what will need care soon is shown)
          1    something is not as designed
          2    wrong usage
          3    nothing is wrong, but not all could be checked from here: no resolver that
               answers, or no way there (no IPv6, for instance)
          130  interrupted
        """;

    /// <param name="options">What the command line does not say.</param>
    public static Command Create(CommandEnvironment environment, InboundOptions? options = null)
    {
        var site = new Argument<DomainName?>("SITE")
        {
            Description = "The name that the testbed lives under, such as audit.example.com (default: the one on this machine).",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ParseSite,
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var resolver = new Option<IPEndPoint?>("--resolver")
        {
            Description = "The DNS resolver to ask instead of the system's: an address, or address:port.",
            HelpName = "ADDRESS",
            CustomParser = ArgumentParsers.Resolver,
        };
        var trust = TrustOption.Create();
        var directory = LocalVerbs.DirectoryOption();
        var suite = new Option<Suite?>("--suite")
        {
            Description = $"Which scenarios to check: {string.Join(", ", Suite.All.Select(one => one.Name))} (default: study; on this machine, those that are there).",
            HelpName = "NAME",
            CustomParser = ArgumentParsers.SuiteName,
        };
        var command = new VerbWithExamples("doctor", About, Examples) { site, json, resolver, trust, directory, suite };
        command.SetAction((parsed, cancellationToken) =>
        {
            var given = options ?? new InboundOptions();
            var here = parsed.GetValue(site) is null;
            if (here)
            {
                HostPlatforms.DemandLinux(environment.Platform, "name a SITE that is elsewhere");
            }

            var roots = parsed.GetValue(trust)
                ?? (here && given.TrustedRoots is null ? LocalRoots(environment, parsed.GetValue(directory)) : null);
            return CheckAsync(
                parsed.GetValue(site) is { } named ? new SiteNames(named) : LocalSite.Default.Names,
                given with
                {
                    Resolver = parsed.GetValue(resolver) ?? given.Resolver ?? (here ? new(LocalSite.Dns.V4, ArgumentParsers.DnsPort) : null),
                    TrustedRoots = roots is null ? given.TrustedRoots : TrustOption.RootsIn(roots),
                },
                parsed.GetValue(suite) ?? (here ? LocalSuite(environment, parsed.GetValue(directory)) : Suite.Study),
                parsed.GetValue(json), environment, cancellationToken);
        });
        return command;
    }

    private static async Task<int> CheckAsync(
        SiteNames site, InboundOptions options, Suite suite, bool asJson, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        var findings = await new SiteCheck(options, environment.Time).RunAsync(site, suite.Scenarios, cancellationToken);
        var report = SiteReport.Of(site, environment.Time.GetUtcNow(), findings);
        if (asJson)
        {
            await environment.Out.WriteLineAsync(JsonSerializer.Serialize(report, SiteReportJson.Default.SiteReport));
        }
        else
        {
            SiteTable.Write(Consoles.For(environment.Out, environment.IsTerminal), report);
        }

        return report.Overall switch
        {
            SiteState.NotAsDesigned => ExitCode.NotAsDesigned,
            SiteState.NotChecked => ExitCode.NotAllChecked,
            SiteState.AsDesigned or SiteState.NeedsCare => ExitCode.Done,
        };
    }

    private static Suite LocalSuite(CommandEnvironment environment, string? directory)
    {
        var file = LocalVerbs.FolderOf(directory, environment).At("collector/collector.json");
        return File.Exists(file) && CollectorSettingsParser.Parse(File.ReadAllText(file)).Settings is { } settings ? settings.Suite : Suite.Study;
    }

    private static string LocalRoots(CommandEnvironment environment, string? directory)
    {
        var file = LocalVerbs.FolderOf(directory, environment).At(LocalCertificates.TrustedCertificate);
        return File.Exists(file)
            ? file
            : throw new CommandFault($"There is no testbed on this machine ({file} is missing): start it with 'audit local up', or name a SITE.");
    }

    private static DomainName? ParseSite(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return null;
        }

        if (DomainName.TryParse(result.Tokens[0].Value, out var name, out var error))
        {
            return name;
        }

        result.AddError($"SITE is '{result.Tokens[0].Value}', which is no name: {error}.");
        return null;
    }
}
