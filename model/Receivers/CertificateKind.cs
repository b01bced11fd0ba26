namespace MtaStsAudit.Model.Receivers;

/// <summary>What is right or wrong with the certificate that a host presents. One fault at a time.</summary>
public enum CertificateKind
{
    /// <summary>No TLS, hence no certificate.</summary>
    None,

    /// <summary>Issued by a CA that senders trust, for the host's name.</summary>
    Trusted,

    /// <summary>The right name and dates, but issued by a CA that no sender trusts.</summary>
    UntrustedIssuer,

    /// <summary>Its own issuer.</summary>
    SelfSigned,

    /// <summary>Trusted, and made for another host.</summary>
    WrongName,

    /// <summary>The name stands in the subject's common name only; the DNS-ID names another host (RFC 8461 §4.2).</summary>
    NameInCommonNameOnly,

    /// <summary>Trusted, for the MX host and for another host, which the policy's pattern matches (RFC 8461 §4.1).</summary>
    AlsoForListedHost,

    Expired,
    NotYetValid,

    /// <summary>Trusted, for <c>*.</c> and the domain that the host is one label below.</summary>
    Wildcard,

    /// <summary>The same wildcard, and the host is two labels below.</summary>
    WildcardTwoLabelsBelow,

    /// <summary>Issued by an intermediate CA that the server does not send.</summary>
    IntermediateMissing,

    /// <summary>Trusted and right for who names the host by SNI; who names none is shown that of another host (RFC 8461 §7.1).</summary>
    RightBySni,

    /// <summary>Trusted, and its key is RSA of 4096 bits, the largest in use. That of all others is ECDSA.</summary>
    Rsa4096,

    /// <summary>Right but for its key, RSA of 1024 bits, which has long been too short.</summary>
    Rsa1024,
}

/// <summary>What follows from a kind of certificate.</summary>
public static class CertificateKinds
{
    /// <summary>Whether a sender may take it for the MX host's (RFC 8461 §4.2).</summary>
    public static bool IsValid(this CertificateKind kind) => kind switch
    {
        CertificateKind.Trusted or CertificateKind.AlsoForListedHost or CertificateKind.Wildcard or CertificateKind.RightBySni or CertificateKind.Rsa4096 => true,
        CertificateKind.None or CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.WrongName or CertificateKind.NameInCommonNameOnly
            or CertificateKind.Expired or CertificateKind.NotYetValid or CertificateKind.WildcardTwoLabelsBelow or CertificateKind.IntermediateMissing
            or CertificateKind.Rsa1024 => false,
    };
}
