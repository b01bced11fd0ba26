using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What a receiver offers and publishes, in a few words.</summary>
internal static class ReceiverWords
{
    public static string Of(TlsOffer offer) => offer switch
    {
        TlsOffer.None => "no STARTTLS",
        TlsOffer.May => "STARTTLS",
        _ => "STARTTLS required",
    };

    public static string Of(CertificateKind certificate) => certificate switch
    {
        CertificateKind.None => "no certificate",
        CertificateKind.Trusted => "trusted certificate",
        _ => "untrusted issuer",
    };

    public static string Of(StsMode? policy) => policy switch
    {
        null => "no policy",
        StsMode.Enforce => "policy: enforce",
        StsMode.Testing => "policy: testing",
        _ => "policy: none",
    };
}
