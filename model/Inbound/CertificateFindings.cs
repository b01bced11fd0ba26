namespace MtaStsAudit.Model.Inbound;

/// <summary>Findings about certificates: of the policy host, and of MX hosts.</summary>
internal sealed record CertificateFindings(FindingKind Untrusted, FindingKind WrongName, FindingKind Expired, FindingKind NotYetValid)
{
    public static readonly CertificateFindings OfPolicyHost = For("policy", "RFC 8461 §3.3");

    public static readonly CertificateFindings OfMx = For("mx", "RFC 8461 §4.2");

    /// <summary>A finding for each fault; a certificate may have several.</summary>
    public IEnumerable<Finding> Of(CertificateFacts certificate, Severity severity, string host)
    {
        if (certificate.Faults.HasFlag(CertificateFaults.Untrusted))
        {
            yield return Untrusted.At(severity, host, $"The certificate, issued by '{certificate.Issuer}', does not lead to a trusted CA.");
        }

        if (certificate.Faults.HasFlag(CertificateFaults.WrongName))
        {
            yield return WrongName.At(severity, host, $"The certificate for '{certificate.Subject}' does not name {host}.");
        }

        if (certificate.Faults.HasFlag(CertificateFaults.Expired))
        {
            yield return Expired.At(severity, host, $"The certificate expired at {certificate.NotAfter.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        }

        if (certificate.Faults.HasFlag(CertificateFaults.NotYetValid))
        {
            yield return NotYetValid.At(severity, host, "The certificate is not valid yet.");
        }
    }

    private static CertificateFindings For(string of, string section) => new(
        new($"{of}-certificate-untrusted", section, "Install a certificate of a public CA together with its intermediate certificates."),
        new($"{of}-certificate-wrong-name", section, "Install a certificate that has the host's name as a DNS name (subjectAltName)."),
        new($"{of}-certificate-expired", section, "Renew the certificate, and let it be renewed by itself from now on."),
        new($"{of}-certificate-not-yet-valid", section, "Check the clock of the host that issues, and of this one."));
}
