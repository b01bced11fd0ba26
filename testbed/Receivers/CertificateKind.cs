namespace MtaStsAudit.Testbed.Receivers;

/// <summary>What is right or wrong with the certificate that a receiver presents. One fault at a time.</summary>
public enum CertificateKind
{
    /// <summary>No TLS, hence no certificate.</summary>
    None,

    /// <summary>Issued by a CA that senders trust, for the MX host's name.</summary>
    Trusted,

    /// <summary>The right name and dates, but issued by a CA that nobody trusts.</summary>
    UntrustedIssuer,
}
