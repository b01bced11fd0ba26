namespace MtaStsAudit.Model.TlsReporting;

/// <summary>What a result type means.</summary>
/// <param name="Words">A sentence for whoever reads a report.</param>
/// <param name="Section">The RFC section that defines it; null for a type that no RFC knows.</param>
public sealed record ResultType(string Name, string Words, string? Section);

/// <summary>The result types of RFC 8460 §4.3, in words.</summary>
public static class ResultTypes
{
    private const string Negotiation = "RFC 8460 §4.3.1";
    private const string Dane = "RFC 8460 §4.3.2.1";
    private const string Sts = "RFC 8460 §4.3.2.2";

    public static IReadOnlyList<ResultType> All { get; } =
    [
        new("starttls-not-supported", "The receiving MX did not offer STARTTLS.", Negotiation),
        new("certificate-host-mismatch", "The certificate of the MX does not name it, as MTA-STS or DANE asks.", Negotiation),
        new("certificate-expired", "The certificate of the MX has expired.", Negotiation),
        new("certificate-not-trusted", "The certificate of the MX does not lead to a CA that the sender trusts.", Negotiation),
        new("validation-failure", "TLS failed for a reason that has no name of its own; the reason code may tell.", "RFC 8460 §4.3.3"),
        new("tlsa-invalid", "The TLSA record of the MX cannot be used, or no certificate matches it.", Dane),
        new("dnssec-invalid", "The answers for the MX or its TLSA record did not pass DNSSEC validation.", Dane),
        new("dane-required", "The sender is set up to require DANE for this domain, but there is no valid TLSA record.", Dane),
        new("sts-policy-fetch-error", "The MTA-STS policy could not be fetched from the policy host.", Sts),
        new("sts-policy-invalid", "The MTA-STS policy was fetched but could not be read.", Sts),
        new("sts-webpki-invalid", "The certificate of the policy host is not valid.", Sts),
    ];

    public static ResultType Explain(string name) =>
        All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? new(name, "A result type that RFC 8460 does not define.", null);
}
