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
        HasAddress(report, TestbedPart.Policy, site.PolicyHost(scenario.Name), facts);
        foreach (var answer in facts.Answers)
        {
            OfPolicy(report, site, scenario, answer, made: null, now);
        }
    }

    /// <summary>Of one address: one finding.</summary>
    /// <param name="made">As in <see cref="CertificateRule.Fault"/>.</param>
    public static void OfPolicy(ReceiverFindings report, SiteNames site, Scenario scenario, HttpsAnswer answer, string? made, DateTimeOffset now)
    {
        var all = DesignedFetch.AllOf(site, scenario, acceptsCertificate: made is not null);
        Apply(report, TestbedPart.Policy, site.PolicyHost(scenario.Name), answer, now,
            all.Count == 1 ? all[0].Words : $"{all[0].Words} That changes with time, by design.",
            fetch => all.All(designed => !designed.Is(fetch)) ? Words(fetch, made)
                : fetch.Outcome == PolicyFetchOutcome.Served && !all.Any(designed => designed.Is(fetch) && fetch.Text == TextOf(designed)) ? "Another policy is served than this scenario's."
                : null);

        string? TextOf(DesignedFetch designed) => designed.HasChanged ? PublishedPolicy.ChangedTextOf(site, scenario) : PublishedPolicy.TextOf(site, scenario);
    }

    public static IReadOnlyList<SiteFinding> OfApi(DomainName host, HttpsHostFacts facts, bool resolverAnswers, DateTimeOffset now)
    {
        var report = new ReceiverFindings(receiver: null, resolverAnswers);
        HasAddress(report, TestbedPart.Api, host, facts);
        foreach (var answer in facts.Answers)
        {
            OfApi(report, host, answer, made: null, now);
        }

        return report.All;
    }

    /// <summary>Of one address: one finding.</summary>
    /// <param name="made">As in <see cref="CertificateRule.Fault"/>.</param>
    public static void OfApi(ReceiverFindings report, DomainName host, HttpsAnswer answer, string? made, DateTimeOffset now) =>
        Apply(report, TestbedPart.Api, host, answer, now, "The API answers.", fetch => fetch.Outcome == PolicyFetchOutcome.Served ? null : Words(fetch, made));

    private static void HasAddress(ReceiverFindings report, TestbedPart part, DomainName host, HttpsHostFacts facts)
    {
        if (facts.Addresses.Failure is { } failure)
        {
            report.LookupFailed(part, host.Value, facts.Addresses, $"It has no address: {failure}.");
        }
        else if (facts.Addresses.Values.Count == 0)
        {
            report.Wrong(part, host.Value, "It has no address: no A or AAAA record.", "Ask the zone's name servers what they answer.", answered: false);
        }
    }

    private static void Apply(
        ReceiverFindings report, TestbedPart part, DomainName host, HttpsAnswer answer, DateTimeOffset now, string right, Func<PolicyFetch, string?> fault)
    {
        var subject = $"{host} [{answer.Address}]";
        if (!answer.HasRoute || answer.Fetch.Outcome == PolicyFetchOutcome.NoRoute)
        {
            report.WithoutRoute(part == TestbedPart.Policy ? TestbedPart.Reach : part, subject);
        }
        else if (fault(answer.Fetch) is { } wrong)
        {
            report.Wrong(part, subject, wrong, LookAtCollector, part == TestbedPart.Policy ? KeptFor(answer.Fetch) : null, HasAnswered(answer.Fetch));
        }
        else if (answer.Fetch.Outcome == PolicyFetchOutcome.BadCertificate || !CertificateRule.IsRunningOut(report, part, subject, answer.Fetch.Certificate, now))
        {
            report.Right(part, subject, right);
        }
    }

    private static bool HasAnswered(PolicyFetch fetch) =>
        fetch.Certificate is not null || fetch.Outcome is not (PolicyFetchOutcome.Unreachable or PolicyFetchOutcome.NoRoute or PolicyFetchOutcome.TooSlow);

    // RFC 8461 §3.2: what is no policy has no max_age by which it is kept. A lenient sender keeps what a strict one refuses.
    private static TimeSpan? KeptFor(PolicyFetch fetch) =>
        fetch.Outcome == PolicyFetchOutcome.Served ? StsPolicyParser.Read(fetch.Text!).Policy?.MaxAge : null;

    private static string Words(PolicyFetch fetch, string? made) => fetch.Outcome switch
    {
        PolicyFetchOutcome.BadCertificate when made is not null => CertificateRule.NotTheOneMade(fetch.Certificate, made),
        PolicyFetchOutcome.BadCertificate => $"The certificate is not good: {CertificateRule.Words(fetch.Certificate)}.",
        PolicyFetchOutcome.Unreachable => $"It cannot be reached ({fetch.Detail}).",
        PolicyFetchOutcome.TlsFailed => $"TLS fails ({fetch.Detail}).",
        PolicyFetchOutcome.TooSlow => $"It does not answer within {fetch.Detail}.",
        PolicyFetchOutcome.WrongType => $"The type is '{fetch.Detail}'.",
        PolicyFetchOutcome.NoRoute => $"This machine has no way there ({fetch.Detail}).",
        PolicyFetchOutcome.Served or PolicyFetchOutcome.LookupFailed or PolicyFetchOutcome.NoAddress or PolicyFetchOutcome.AddressNotPublic
            or PolicyFetchOutcome.Redirect or PolicyFetchOutcome.OtherStatus or PolicyFetchOutcome.TooLarge or PolicyFetchOutcome.Dropped
            => $"It answers {(fetch.Detail.Length > 0 ? fetch.Detail : fetch.Outcome.ToString())}.",
    };
}
