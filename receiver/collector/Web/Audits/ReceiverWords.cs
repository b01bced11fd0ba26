using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What a receiver offers and publishes, in a few words.</summary>
internal static class ReceiverWords
{
    public static string Of(TlsOffer offer) => offer switch
    {
        TlsOffer.None => "no STARTTLS",
        TlsOffer.May => "STARTTLS",
        TlsOffer.Encrypt => "STARTTLS required",
    };

    public static string Of(CertificateKind certificate) => certificate switch
    {
        CertificateKind.None => "no certificate",
        CertificateKind.Trusted => "trusted certificate",
        CertificateKind.UntrustedIssuer => "untrusted issuer",
        CertificateKind.SelfSigned => "self-signed certificate",
        CertificateKind.WrongName => "certificate of another host",
        CertificateKind.NameInCommonNameOnly => "name in the common name only",
        CertificateKind.AlsoForListedHost => "trusted certificate with two names",
        CertificateKind.Expired => "expired certificate",
        CertificateKind.NotYetValid => "certificate not valid yet",
        CertificateKind.Wildcard => "wildcard certificate",
        CertificateKind.WildcardTwoLabelsBelow => "wildcard certificate that does not reach the host",
        CertificateKind.IntermediateMissing => "certificate without its intermediate",
        CertificateKind.RightBySni => "trusted certificate by SNI, another without",
        CertificateKind.Rsa4096 => "trusted certificate with an RSA key of 4096 bits",
        CertificateKind.Rsa1024 => "certificate with an RSA key of 1024 bits",
    };

    /// <summary>Null: nothing is unusual.</summary>
    public static string? Of(TlsVersions versions) => versions switch
    {
        TlsVersions.Usual => null,
        TlsVersions.Only12 => "TLS 1.2 only",
        TlsVersions.Only13 => "TLS 1.3 only",
        TlsVersions.OnlyOld => "TLS 1.1 and older only",
    };

    public static string Of(StsMode? policy) => policy is { } mode ? $"policy: {Of(mode)}" : "no policy";

    private static string Of(StsMode mode) => mode switch
    {
        StsMode.Enforce => "enforce",
        StsMode.Testing => "testing",
        StsMode.None => "none",
    };
}
