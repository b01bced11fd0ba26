using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>
/// A mail domain as a sender meets it: what it publishes, and the MX hosts that it has. One row of the catalogue, one question to a
/// sender. All that is published, served, presented and expected follows from the row.
/// </summary>
/// <param name="Sts">How its policy is published; null: it has none.</param>
/// <param name="Receivers">Its MX hosts, in the order of their preference.</param>
/// <param name="Asks">What is unusual here, and with that the question, in words for the auditor.</param>
/// <param name="Requirement">What is asked of a sender.</param>
public sealed record Scenario(
    ReceiverName Name,
    Family Family,
    StsPublication? Sts,
    IReadOnlyList<Receiver> Receivers,
    string Asks,
    Requirement Requirement)
{
    private const string WebPkiInvalid = "sts-webpki-invalid";
    private const string FetchError = "sts-policy-fetch-error";
    private const string Invalid = "sts-policy-invalid";

    /// <summary>The scenario whose mail domain its own is one label below; null: it is below the testbed's name alone.</summary>
    public ReceiverName? Parent { get; init; }

    /// <summary>Whether a sender that does right comes to none of its MX hosts, and so may be seen nowhere.</summary>
    public bool IsRightlyUnmet => Receivers.All(receiver => receiver.MxRecord is MxRecordKind.Null or MxRecordKind.Address);

    /// <summary>
    /// What a sender that honours MTA-STS does with mail for this domain as a whole: MX hosts are tried in their order (RFC 8461 §8.4),
    /// and one that takes the mail rightly suffices.
    /// </summary>
    public CompliantSender Expected =>
        Receivers.Any(receiver => receiver.Expected == CompliantSender.Unspecified) ? CompliantSender.Unspecified
        : Receivers.FirstOrDefault(receiver => receiver.Expected != CompliantSender.Refuses)?.Expected ?? CompliantSender.Refuses;

    /// <summary>The RFC 8460 §4.3 result types that fit what a compliant sender may report here.</summary>
    public IReadOnlySet<string> ReportedFailures =>
        Receivers.SelectMany(receiver => receiver.ReportedFailures).Concat(PolicyFailures).ToHashSet();

    // RFC 8460 §4.3.2.2: the result types of MTA-STS.
    private IEnumerable<string> PolicyFailures => Sts is null ? [] : FailuresOf(Sts.Host).Concat(FailuresOf(Sts.Text)).Concat(Sts.Change == PolicyChange.Vanishes ? [FetchError] : []);

    private static IEnumerable<string> FailuresOf(PolicyHostKind host) => host switch
    {
        PolicyHostKind.UntrustedCertificate or PolicyHostKind.CertificateOfAnotherHost or PolicyHostKind.ExpiredCertificate => [WebPkiInvalid, FetchError],
        PolicyHostKind.Redirect or PolicyHostKind.NotFound or PolicyHostKind.ServerError or PolicyHostKind.Silent or PolicyHostKind.ClosesConnection
            or PolicyHostKind.IPv6Only => [FetchError],
        PolicyHostKind.Plain or PolicyHostKind.ByCname => [],
    };

    private static IEnumerable<string> FailuresOf(PolicyTextKind text) => text switch
    {
        PolicyTextKind.AsHtml or PolicyTextKind.Over64KiB => [FetchError, Invalid],
        PolicyTextKind.WithoutMx or PolicyTextKind.WithoutVersion or PolicyTextKind.AddressAmongMx or PolicyTextKind.MaxAgeOfElevenDigits or PolicyTextKind.MaxAgeAboveLargest => [Invalid],
        PolicyTextKind.Plain or PolicyTextKind.BareLineFeeds or PolicyTextKind.UnknownFields or PolicyTextKind.ModeTwice or PolicyTextKind.SpacesAtLineEnds
            or PolicyTextKind.MaxAgeZero or PolicyTextKind.MaxAgeOfOneMinute => [],
    };
}
