using System.Collections.Frozen;
using System.Diagnostics;
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
    // RFC 8460 §4.3.3: the type for a failure in general, by whatever reporter has no better name for it; it fits every fault.
    private const string General = "validation-failure";

    private static readonly FrozenSet<string> NoFailures = [];
    private static readonly FrozenSet<string> NoStartTls = ["starttls-not-supported", General];
    private static readonly FrozenSet<string> NotTrusted = ["certificate-not-trusted", General];

    /// <summary>What RFC 8461 §5 asks of a sender here, computed from the row.</summary>
    public CompliantSender Expected => this switch
    {
        // RFC 8461 §4, §4.2, §5: with "enforce", mail is not delivered to an MX without STARTTLS or without a valid certificate.
        { Policy: StsMode.Enforce, HasFault: true } => CompliantSender.Refuses,
        { Tls: TlsOffer.None } => CompliantSender.DeliversInClear,
        _ => CompliantSender.DeliversOverTls,
    };

    /// <summary>Whether the MX fails what an enforced policy demands of it.</summary>
    public bool HasFault => Tls == TlsOffer.None || Certificate != CertificateKind.Trusted;

    /// <summary>The RFC 8460 §4.3 result types that fit the fault a compliant sender reports here; empty where it reports none.</summary>
    public IReadOnlySet<string> ReportedFailures => this switch
    {
        { HasFault: false } => NoFailures,
        // RFC 8461 §5: under "testing" a fault is reported as under "enforce", and mail is delivered.
        { Policy: not (StsMode.Enforce or StsMode.Testing) } => NoFailures,
        { Tls: TlsOffer.None } => NoStartTls,
        { Certificate: CertificateKind.UntrustedIssuer } => NotTrusted,
        _ => throw new UnreachableException(),
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
