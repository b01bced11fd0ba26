using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Testbed.Receivers;

/// <summary>The receivers of a testbed. A new kind of receiver is one new row; a letter is never used again.</summary>
public static class Catalogue
{
    /// <summary>The six receivers of the original study.</summary>
    public static IReadOnlyList<Receiver> Study { get; } =
    [
        new(new('a'), TlsOffer.May, CertificateKind.Trusted, StsMode.Enforce, AddressFamilyUse.IPv4,
            "faultless: shows that the sender can reach the testbed at all"),
        new(new('b'), TlsOffer.None, CertificateKind.None, StsMode.Enforce, AddressFamilyUse.IPv4,
            "STARTTLS stripped, as an attacker in the middle would do"),
        new(new('c'), TlsOffer.May, CertificateKind.Trusted, StsMode.Enforce, AddressFamilyUse.IPv6,
            "faultless, on IPv6"),
        new(new('d'), TlsOffer.May, CertificateKind.UntrustedIssuer, StsMode.Enforce, AddressFamilyUse.IPv6,
            "right name, untrusted issuer: an attacker's own certificate"),
        new(new('e'), TlsOffer.Encrypt, CertificateKind.Trusted, StsMode.Enforce, AddressFamilyUse.IPv6,
            "faultless, accepts no mail without TLS"),
        new(new('f'), TlsOffer.None, CertificateKind.None, null, AddressFamilyUse.IPv6,
            "control: no TLS and no policy, so clear text is allowed"),
    ];

    public static Receiver? Find(ReceiverLetter letter) => Study.FirstOrDefault(receiver => receiver.Letter == letter);
}
