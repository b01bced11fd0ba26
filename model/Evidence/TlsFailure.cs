namespace MtaStsAudit.Model.Evidence;

/// <summary>Why a TLS handshake did not complete.</summary>
/// <param name="Alert">The alert that the client sent (RFC 8446 §6): 42 bad certificate, 45 expired, 46 unknown certificate, 48 unknown CA; null when none came.</param>
/// <param name="Reason">OpenSSL's own words, or Postfix's.</param>
public sealed record TlsFailure(int? Alert, string Reason)
{
    // RFC 8446 §6.2: the alerts by which a client says that the certificate is the reason.
    public bool IsAboutCertificate => Alert is >= 42 and <= 46 or 48;
}
