using System.Collections.Frozen;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Receivers;

/// <summary>An MX host of a scenario: a mail server that behaves in one way, at addresses of its own.</summary>
/// <param name="Policy">The mode of the MTA-STS policy that a compliant sender has for it; null when it has none.</param>
/// <param name="StudyFamily">The address family it had in the study.</param>
/// <param name="Intent">Why it exists, in words for the auditor.</param>
public sealed record Receiver(
    ReceiverName Name,
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
    private static readonly FrozenSet<string> Expired = ["certificate-expired", General];
    private static readonly FrozenSet<string> HostMismatch = ["certificate-host-mismatch", General];
    private static readonly FrozenSet<string> OnlyGeneral = [General];

    /// <summary>The scenario whose MX host it is. A scenario has the name of its first one.</summary>
    public ReceiverName Scenario { get; init; } = Name;

    public TlsVersions Versions { get; init; }

    /// <summary>Whether a pattern of the policy matches it (RFC 8461 §4.1).</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Whether the mail domain's policy is one of which RFC 8461 does not say whether it counts.</summary>
    public bool IsPolicyUnspecified { get; init; }

    /// <summary>Whether its host name is one label longer than usual, for patterns and certificates that reach one label only.</summary>
    public bool IsOneLabelDeeper { get; init; }

    /// <summary>What goes wrong on the way to it, by a front that stands before it; null: nothing does.</summary>
    public ChannelFault? Channel { get; init; }

    /// <summary>Whether it puts off each message the first time, and takes it the next: greylisting.</summary>
    public bool PutsOffOnce { get; init; }

    /// <summary>Whether there is a time when the policy is gone from its host, and senders may still have it.</summary>
    public bool PolicyVanishes { get; init; }

    /// <summary>For how long a sender may keep its policy.</summary>
    public TimeSpan PolicyMaxAge { get; init; } = PublishedPolicy.MaxAge;

    /// <summary>As in <see cref="StsPublication.Ends"/>.</summary>
    public bool PolicyEnds { get; init; }

    /// <summary>Whether a compliant sender refuses at first, and delivers when the fault, or the policy, is gone.</summary>
    public bool IsRefusedAtFirst => PolicyEnds || Channel == ChannelFault.StartTlsHiddenAtFirst;

    /// <summary>Whether a delivery here may be one that the policy forbids.</summary>
    public bool MayBeForbidden => Expected == CompliantSender.Refuses || IsRefusedAtFirst;

    /// <summary>How its MX record leads to it.</summary>
    public MxRecordKind MxRecord { get; init; }

    /// <summary>Whether its mail domain, which has no policy, is below one that has.</summary>
    public bool IsBelowPolicy { get; init; }

    /// <summary>Of its MX record (RFC 5321 §5.1).</summary>
    public int Preference { get; init; } = 10;

    /// <summary>What RFC 8461 §5 asks of a sender here, computed from the row.</summary>
    public CompliantSender Expected => this switch
    {
        { IsPolicyUnspecified: true } => CompliantSender.Unspecified,
        // RFC 3207 §4.2: who discards what came before the handshake delivers; who gives up does no harm either.
        { Channel: ChannelFault.ResponsesInjected } => CompliantSender.Unspecified,
        // Of an MX record that should not be so, RFC 5321 §5.1 leaves to the sender what to make; whether a host of a null MX is come to is shown.
        { MxRecord: not MxRecordKind.HostName } => CompliantSender.Unspecified,
        { PolicyEnds: true } => Tls == TlsOffer.None ? CompliantSender.DeliversInClear : CompliantSender.DeliversOverTls,
        { IsRefusedAtFirst: true } => CompliantSender.DeliversOverTls,
        // Some clients complete the chain by themselves.
        { Policy: StsMode.Enforce, Certificate: CertificateKind.IntermediateMissing } => CompliantSender.Unspecified,
        // RFC 9325 §4.5 asks servers for a longer key, and does not say what a client makes of a short one.
        { Policy: StsMode.Enforce, Certificate: CertificateKind.Rsa1024 } => CompliantSender.Unspecified,
        // RFC 8461 §4, §4.1, §4.2, §5: with "enforce", mail is not delivered to an MX that the policy does not match, that lacks STARTTLS
        // or whose certificate is not valid.
        { Policy: StsMode.Enforce, HasFault: true } => CompliantSender.Refuses,
        { Tls: TlsOffer.None } => CompliantSender.DeliversInClear,
        _ => CompliantSender.DeliversOverTls,
    };

    /// <summary>Whether a sender can begin TLS here at any time, whatever becomes of it.</summary>
    public bool LetsTlsBegin => Tls != TlsOffer.None && Channel switch
    {
        ChannelFault.StartTlsAnswered454 or ChannelFault.StartTlsAnswered502 or ChannelFault.EhloAnswered502 or ChannelFault.StartTlsHidden
            or ChannelFault.StartTlsHiddenAtFirst => false,
        ChannelFault.ClosedAfter220 or ChannelFault.GarbageAfter220 or ChannelFault.ResponsesInjected or null => true,
    };

    /// <summary>Whether the MX fails what an enforced policy demands of it.</summary>
    public bool HasFault => Tls == TlsOffer.None || !Certificate.IsValid() || !IsListed || Versions == TlsVersions.OnlyOld || Channel is not (null or ChannelFault.ResponsesInjected);

    /// <summary>The RFC 8460 §4.3 result types that fit the fault a compliant sender reports here; empty where it reports none.</summary>
    public IReadOnlySet<string> ReportedFailures => this switch
    {
        { HasFault: false } => NoFailures,
        // RFC 8461 §5: under "testing" a fault is reported as under "enforce", and mail is delivered.
        { Policy: not (StsMode.Enforce or StsMode.Testing) } => NoFailures,
        { LetsTlsBegin: false } => NoStartTls,
        { Channel: ChannelFault.ClosedAfter220 or ChannelFault.GarbageAfter220 } => OnlyGeneral,
        { IsListed: false } => HostMismatch,
        { Versions: TlsVersions.OnlyOld } => OnlyGeneral,
        _ => Certificate switch
        {
            CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.NotYetValid or CertificateKind.IntermediateMissing
                or CertificateKind.Rsa1024 => NotTrusted,
            CertificateKind.Expired => Expired,
            CertificateKind.WrongName or CertificateKind.NameInCommonNameOnly or CertificateKind.WildcardTwoLabelsBelow => HostMismatch,
            CertificateKind.None or CertificateKind.Trusted or CertificateKind.AlsoForListedHost or CertificateKind.Wildcard or CertificateKind.RightBySni
                or CertificateKind.Rsa4096 => OnlyGeneral,
        },
    };

    /// <summary>Enforced and faultless, without TLS being required: a sender that delivers nothing here proves nothing elsewhere.</summary>
    public bool IsPositiveControl => Policy == StsMode.Enforce && !HasFault && Tls == TlsOffer.May;

    /// <summary>The positive control that shows whether a sender delivers over IPv6 at all.</summary>
    public bool IsIPv6Control => IsPositiveControl && StudyFamily == AddressFamilyUse.IPv6;

    /// <summary>Whether TLS reports by mail are sent here: where nothing stands in a reporter's way.</summary>
    public bool TakesReports => this is { IsPositiveControl: true, StudyFamily: AddressFamilyUse.IPv4 } && Scenario.IsOfStudy;

    /// <summary>No TLS and no policy: a sender that refuses here refuses clear text everywhere, policy or not.</summary>
    public bool IsClearTextControl => this is { Policy: null, Tls: TlsOffer.None, IsBelowPolicy: false, MxRecord: MxRecordKind.HostName };

    /// <summary>Untrusted and no policy: a sender that refuses here checks every certificate, policy or not.</summary>
    public bool IsCertificateControl => Policy is null && Tls != TlsOffer.None && Certificate == CertificateKind.UntrustedIssuer;
}
