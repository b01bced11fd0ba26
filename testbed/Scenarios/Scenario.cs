using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Scenarios;

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

    private IEnumerable<string> PolicyFailures => (Sts?.Host, Sts?.Text) switch
    {
        // RFC 8460 §4.3.2.2
        (PolicyHostKind.UntrustedCertificate or PolicyHostKind.CertificateOfAnotherHost or PolicyHostKind.ExpiredCertificate, _) => ["sts-webpki-invalid", "sts-policy-fetch-error"],
        (PolicyHostKind.Redirect or PolicyHostKind.NotFound or PolicyHostKind.ServerError or PolicyHostKind.Silent or PolicyHostKind.ClosesConnection, _) => ["sts-policy-fetch-error"],
        // Who has no IPv6 does not reach it.
        (PolicyHostKind.IPv6Only, _) => ["sts-policy-fetch-error"],
        (_, PolicyTextKind.AsHtml or PolicyTextKind.Over64KiB) => ["sts-policy-fetch-error", "sts-policy-invalid"],
        (_, PolicyTextKind.WithoutMx or PolicyTextKind.WithoutVersion or PolicyTextKind.AddressAmongMx or PolicyTextKind.MaxAgeOfElevenDigits or PolicyTextKind.MaxAgeAboveLargest) => ["sts-policy-invalid"],
        (PolicyHostKind.Plain or PolicyHostKind.ByCname or null, _) => [],
    };
}
