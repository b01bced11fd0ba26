using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Testbed.Receivers;

/// <summary>One row of the catalogue: a mail receiver that differs from a faultless one in at most one thing.</summary>
/// <param name="Policy">The mode of its MTA-STS policy; null when it publishes none.</param>
/// <param name="StudyFamily">The address family it had in the study, and has in the compact layout.</param>
/// <param name="Intent">Why it exists, in words for the auditor.</param>
public sealed record Receiver(
    ReceiverLetter Letter,
    TlsOffer Tls,
    CertificateKind Certificate,
    StsMode? Policy,
    AddressFamilyUse StudyFamily,
    string Intent)
{
    /// <summary>What RFC 8461 §5 asks of a sender here, computed from the row.</summary>
    public CompliantSender Expected => this switch
    {
        // RFC 8461 §4, §5: with "enforce", an MX without STARTTLS or without a valid certificate must not be used.
        { Policy: StsMode.Enforce, HasFault: true } => CompliantSender.Refuses,
        { Tls: TlsOffer.None } => CompliantSender.DeliversInClear,
        _ => CompliantSender.DeliversOverTls,
    };

    /// <summary>Whether the MX fails what an enforced policy demands of it.</summary>
    public bool HasFault => Tls == TlsOffer.None || Certificate != CertificateKind.Trusted;

    /// <summary>The RFC 8460 §4.3 result type that a compliant sender reports; null where it delivers.</summary>
    public string? ReportedFailure => Expected switch
    {
        CompliantSender.Refuses when Tls == TlsOffer.None => "starttls-not-supported",
        CompliantSender.Refuses => "certificate-not-trusted",
        _ => null,
    };

    /// <summary>Enforced and faultless, without TLS being required: a sender that delivers nothing here proves nothing elsewhere.</summary>
    public bool IsPositiveControl => Policy == StsMode.Enforce && !HasFault && Tls == TlsOffer.May;

    /// <summary>The positive control that shows whether a sender delivers over IPv6 at all.</summary>
    public bool IsIPv6Control => IsPositiveControl && StudyFamily == AddressFamilyUse.IPv6;

    /// <summary>Whether TLS reports by mail are sent here: where nothing stands in a reporter's way.</summary>
    public bool TakesReports => this is { IsPositiveControl: true, StudyFamily: AddressFamilyUse.IPv4 };

    /// <summary>No TLS and no policy: a sender that refuses here refuses clear text everywhere, policy or not.</summary>
    public bool IsClearTextControl => Policy is null && Tls == TlsOffer.None;

    /// <summary>Untrusted and no policy: a sender that refuses here checks every certificate, policy or not.</summary>
    public bool IsCertificateControl => Policy is null && Tls != TlsOffer.None && Certificate == CertificateKind.UntrustedIssuer;
}
