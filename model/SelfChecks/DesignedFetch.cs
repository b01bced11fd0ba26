using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>How fetching a scenario's policy ends when all is as designed.</summary>
/// <param name="Faults">Of the policy host's certificate.</param>
/// <param name="Detail">How the detail of the outcome begins: a status, a media type; null: any.</param>
internal sealed record DesignedFetch(PolicyFetchOutcome Outcome, CertificateFaults Faults = CertificateFaults.None, string? Detail = null)
{
    /// <summary>How it ends, and how it may end as well where the policy changes: which of them a client meets is a matter of when it came first.</summary>
    public static IReadOnlyList<DesignedFetch> AllOf(Scenario scenario) => scenario.Sts!.Change switch
    {
        PolicyChange.None => [Of(scenario)],
        PolicyChange.Vanishes => [Of(scenario), new(PolicyFetchOutcome.OtherStatus, Detail: "404")],
        PolicyChange.ToModeNone or PolicyChange.ToModeEnforce => [Of(scenario), new(PolicyFetchOutcome.Served) { HasChanged = true }],
    };

    /// <summary>Whether it is the policy that comes later.</summary>
    public bool HasChanged { get; private init; }

    public static DesignedFetch Of(Scenario scenario) => scenario.Sts!.Host switch
    {
        PolicyHostKind.UntrustedCertificate => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.Untrusted),
        PolicyHostKind.CertificateOfAnotherHost => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.WrongName),
        PolicyHostKind.ExpiredCertificate => new(PolicyFetchOutcome.BadCertificate, CertificateFaults.Expired),
        PolicyHostKind.Redirect => new(PolicyFetchOutcome.Redirect),
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
