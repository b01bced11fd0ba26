using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>How fetching a scenario's policy ends when all is as designed.</summary>
/// <param name="Faults">Of the policy host's certificate.</param>
/// <param name="Detail">How the detail of the outcome begins: a status, a media type; null: any.</param>
/// <param name="Location">Where it redirects to; null: nowhere.</param>
internal sealed record DesignedFetch(
    PolicyFetchOutcome Outcome, CertificateFaults Faults = CertificateFaults.None, string? Detail = null, string? Location = null)
{
    /// <summary>How it ends, and how it may end as well where the policy changes: which of them a client meets is a matter of when it came first.</summary>
    /// <param name="acceptsCertificate">Whether who fetches accepts the certificate that was made for the host, whatever is wrong with it.</param>
    public static IReadOnlyList<DesignedFetch> AllOf(SiteNames site, Scenario scenario, bool acceptsCertificate)
    {
        var first = acceptsCertificate && CertificatePlan.CertificateOf(scenario.Sts!.Host) != CertificateKind.Trusted ? Of(scenario.Sts.Text) : Of(site, scenario);
        return scenario.Sts!.Change switch
        {
            PolicyChange.None => [first],
            PolicyChange.Vanishes => [first, new(PolicyFetchOutcome.OtherStatus, Detail: "404")],
            PolicyChange.ToModeNone or PolicyChange.ToModeEnforce => [first, new(PolicyFetchOutcome.Served) { HasChanged = true }],
        };
    }

    /// <summary>Whether it is the policy that comes later.</summary>
    public bool HasChanged { get; private init; }

    public static DesignedFetch Of(SiteNames site, Scenario scenario) => scenario.Sts!.Host switch
    {
        PolicyHostKind.UntrustedCertificate => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.Untrusted),
        PolicyHostKind.CertificateOfAnotherHost => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.WrongName),
        PolicyHostKind.ExpiredCertificate => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.Expired),
        PolicyHostKind.Redirect => new(PolicyFetchOutcome.Redirect, Location: (PublishedPolicy.AnswerOf(site, scenario) as PolicyAnswer.Redirected)?.To.ToString()),
        PolicyHostKind.Silent => new(PolicyFetchOutcome.TooSlow),
        PolicyHostKind.ClosesConnection => new(PolicyFetchOutcome.Dropped),
        PolicyHostKind.NotFound => new(PolicyFetchOutcome.OtherStatus, Detail: "404"),
        PolicyHostKind.ServerError => new(PolicyFetchOutcome.OtherStatus, Detail: "500"),
        PolicyHostKind.Plain or PolicyHostKind.IPv6Only or PolicyHostKind.ByCname => Of(scenario.Sts.Text),
    };

    private static DesignedFetch Of(PolicyTextKind text) => text switch
    {
        PolicyTextKind.AsHtml => new(PolicyFetchOutcome.WrongType, Detail: "text/html"),
        PolicyTextKind.Over64KiB => new(PolicyFetchOutcome.TooLarge),
        PolicyTextKind.Plain or PolicyTextKind.BareLineFeeds or PolicyTextKind.UnknownFields or PolicyTextKind.ModeTwice or PolicyTextKind.SpacesAtLineEnds
            or PolicyTextKind.WithoutMx or PolicyTextKind.WithoutVersion or PolicyTextKind.AddressAmongMx or PolicyTextKind.MaxAgeOfElevenDigits
            or PolicyTextKind.MaxAgeAboveLargest or PolicyTextKind.MaxAgeZero or PolicyTextKind.MaxAgeOfOneMinute => new(PolicyFetchOutcome.Served),
    };

    /// <summary>Whether a fetch ended so; the text is compared apart.</summary>
    /// <remarks>Silence is the host's own when its certificate was seen before: nobody answers at an address where nothing is, too.</remarks>
    public bool Is(PolicyFetch fetch) =>
        fetch.Outcome == Outcome
        && fetch.Certificate is not null
        && (Outcome != PolicyFetchOutcome.BadCertificate || fetch.Certificate.Faults == Faults)
        && fetch.Location == Location
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
