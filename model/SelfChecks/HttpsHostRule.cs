using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>Whether policy hosts and the API answer at every one of their addresses.</summary>
internal static class HttpsHostRule
{
    private const string LookAtCollector = "Look at the collector: 'docker compose logs collector' on its host, and its firewall.";

    /// <remarks>RFC 8461 §3.3. A sender may use any address, so each has to be right.</remarks>
    public static void OfPolicy(ReceiverFindings report, SiteNames site, Scenario scenario, HttpsHostFacts facts, DateTimeOffset now)
    {
        var all = DesignedFetch.AllOf(scenario);
        Apply(report, TestbedPart.Policy, site.PolicyHost(scenario.Name), facts, now,
            all.Count == 1 ? all[0].Words : $"{all[0].Words} That changes with time, by design.",
            fetch => all.All(designed => !designed.Is(fetch)) ? Words(fetch)
                : fetch.Outcome == PolicyFetchOutcome.Served && !all.Any(designed => designed.Is(fetch) && fetch.Text == TextOf(designed)) ? "another policy is served than this scenario's"
                : null);

        string? TextOf(DesignedFetch designed) => designed.HasChanged ? PublishedPolicy.ChangedTextOf(site, scenario) : PublishedPolicy.TextOf(site, scenario);
    }

    public static IReadOnlyList<SiteFinding> OfApi(DomainName host, HttpsHostFacts facts, DateTimeOffset now)
    {
        var report = new ReceiverFindings(letter: null);
        Apply(report, TestbedPart.Api, host, facts, now, "The API answers.", fetch => fetch.Outcome == PolicyFetchOutcome.Served ? null : Words(fetch));
        return report.All;
    }

    private static void Apply(
        ReceiverFindings report, TestbedPart part, DomainName host, HttpsHostFacts facts, DateTimeOffset now, string right, Func<PolicyFetch, string?> fault)
    {
        if (facts.Addresses.Failure is not null || facts.Addresses.Values.Count == 0)
        {
            report.Wrong(part, host.Value, $"It has no address: {facts.Addresses.Failure ?? "no A or AAAA record"}.", "Ask the zone's name servers what they answer.");
        }

        foreach (var answer in facts.Answers)
        {
            var subject = $"{host} [{answer.Address}]";
            if (!answer.HasRoute)
            {
                report.Unseen(part, subject);
            }
            else if (fault(answer.Fetch) is { } wrong)
            {
                report.Wrong(part, subject, $"{char.ToUpperInvariant(wrong[0])}{wrong[1..]}.", LookAtCollector, part == TestbedPart.Policy ? KeptFor(answer.Fetch) : null);
            }
            else if (answer.Fetch.Outcome == PolicyFetchOutcome.BadCertificate || !CertificateRule.IsRunningOut(report, part, subject, answer.Fetch.Certificate, now))
            {
                report.Right(part, subject, right);
            }
        }
    }

    // RFC 8461 §3.2: what is no policy has no max_age by which it is kept. A lenient sender keeps what a strict one refuses.
    private static TimeSpan? KeptFor(PolicyFetch fetch) =>
        fetch.Outcome == PolicyFetchOutcome.Served ? StsPolicyParser.Read(fetch.Text!).Policy?.MaxAge : null;

    private static string Words(PolicyFetch fetch) => fetch.Outcome switch
    {
        PolicyFetchOutcome.BadCertificate => $"the certificate is not good: {CertificateRule.Words(fetch.Certificate)}",
        PolicyFetchOutcome.Unreachable => $"it cannot be reached ({fetch.Detail})",
        PolicyFetchOutcome.TlsFailed => $"TLS fails ({fetch.Detail})",
        PolicyFetchOutcome.TooSlow => $"it does not answer within {fetch.Detail}",
        PolicyFetchOutcome.WrongType => $"the type is '{fetch.Detail}'",
        PolicyFetchOutcome.NoRoute => $"this machine has no way there ({fetch.Detail})",
        PolicyFetchOutcome.Served or PolicyFetchOutcome.LookupFailed or PolicyFetchOutcome.NoAddress or PolicyFetchOutcome.AddressNotPublic
            or PolicyFetchOutcome.Redirect or PolicyFetchOutcome.OtherStatus or PolicyFetchOutcome.TooLarge or PolicyFetchOutcome.Dropped
            => $"it answers {(fetch.Detail.Length > 0 ? fetch.Detail : fetch.Outcome.ToString())}",
    };
}
