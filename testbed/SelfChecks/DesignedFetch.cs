using MtaStsAudit.Testbed.Inbound;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Scenarios;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Testbed.SelfChecks;

/// <summary>How fetching a scenario's policy ends when all is as designed.</summary>
/// <param name="Faults">Of the policy host's certificate.</param>
/// <param name="Detail">How the detail of the outcome begins: a status, a media type; null: any.</param>
internal sealed record DesignedFetch(PolicyFetchOutcome Outcome, CertificateFaults Faults = CertificateFaults.None, string? Detail = null)
{
    public static DesignedFetch Of(SiteNames names, Scenario scenario) => (scenario.Sts!.Host, PublishedPolicy.AnswerOf(names, scenario)!) switch
    {
        (PolicyHostKind.UntrustedCertificate, _) => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.Untrusted),
        (PolicyHostKind.CertificateOfAnotherHost, _) => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.WrongName),
        (PolicyHostKind.ExpiredCertificate, _) => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.Expired),
        (_, PolicyAnswer.Redirected) => new(PolicyFetchOutcome.Redirect),
        (_, PolicyAnswer.Silence) => new(PolicyFetchOutcome.TooSlow),
        (_, PolicyAnswer.Closed) => new(PolicyFetchOutcome.Dropped),
        (_, PolicyAnswer.Served { Status: not 200 } served) => new(PolicyFetchOutcome.OtherStatus, Detail: $"{served.Status}"),
        (_, PolicyAnswer.Served { ContentType: "text/html" }) => new(PolicyFetchOutcome.WrongType, Detail: "text/html"),
        _ when scenario.Sts.Text == PolicyTextKind.Over64KiB => new(PolicyFetchOutcome.TooLarge),
        _ => new(PolicyFetchOutcome.Served),
    };

    /// <summary>Whether a fetch ended so; the text is compared apart.</summary>
    public bool Is(PolicyFetch fetch) =>
        fetch.Outcome == Outcome
        && (Outcome != PolicyFetchOutcome.BadCertificate || fetch.Certificate?.Faults == Faults)
        && (Detail is null || fetch.Detail.StartsWith(Detail, StringComparison.OrdinalIgnoreCase));

    /// <summary>The words for it.</summary>
    public string Words => Outcome switch
    {
        PolicyFetchOutcome.Served => "The policy is served.",
        PolicyFetchOutcome.BadCertificate => $"Its certificate is {CertificateRule.Words(Faults)}, by design.",
        PolicyFetchOutcome.Redirect => "It redirects, by design.",
        PolicyFetchOutcome.TooSlow => "It does not answer, by design.",
        PolicyFetchOutcome.Dropped => "It closes the connection, by design.",
        PolicyFetchOutcome.OtherStatus => $"It answers {Detail}, by design.",
        PolicyFetchOutcome.WrongType => $"The type is {Detail}, by design.",
        PolicyFetchOutcome.TooLarge => "The policy is larger than 64 KiB, by design.",
        PolicyFetchOutcome.LookupFailed or PolicyFetchOutcome.NoAddress or PolicyFetchOutcome.AddressNotPublic or PolicyFetchOutcome.NoRoute
            or PolicyFetchOutcome.Unreachable or PolicyFetchOutcome.TlsFailed => $"It is {Outcome}, by design.",
    };
}
