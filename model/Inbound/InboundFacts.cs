using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Inbound;

/// <summary>Everything that was seen of a domain; <see cref="InboundJudge"/> makes findings of it.</summary>
/// <param name="StsTexts">TXT at <c>_mta-sts</c>.</param>
/// <param name="Policy">What came of fetching the policy, with or without a record.</param>
/// <param name="Mx">The MX records.</param>
/// <param name="Hosts">The hosts that were probed, see <see cref="MxTargets"/>.</param>
/// <param name="TlsRptTexts">TXT at <c>_smtp._tls</c>.</param>
public sealed record InboundFacts(
    DomainName Domain,
    DnsAnswer<string> StsTexts,
    PolicyFetch Policy,
    DnsAnswer<MxTarget> Mx,
    IReadOnlyList<MxHostFacts> Hosts,
    DnsAnswer<string> TlsRptTexts);

/// <summary>The answer to a DNS question. A name that does not exist is an answer without values.</summary>
/// <param name="Failure">Why there is no answer: the resolver's code, or a time-out.</param>
/// <param name="IsAuthenticated">The resolver says that it validated the answer with DNSSEC (AD, RFC 4035 §3.2.3).</param>
/// <param name="NobodyAnswered">It failed here: the resolver cannot be reached, or did not answer in time. That tells nothing of the name.</param>
public sealed record DnsAnswer<T>(IReadOnlyList<T> Values, string? Failure = null, bool IsAuthenticated = false, bool NobodyAnswered = false);

/// <summary>An MX record. The host is as published and may be no valid name.</summary>
public sealed record MxTarget(string Host, int Preference);

/// <summary>What is wrong with a server's certificate.</summary>
[Flags]
public enum CertificateFaults
{
    None = 0,
    Untrusted = 1,
    WrongName = 2,
    Expired = 4,
    NotYetValid = 8,
}

/// <summary>A server's certificate, checked for the name that it was asked for.</summary>
/// <param name="Sha256">Of the whole certificate, in hexadecimal.</param>
public sealed record CertificateFacts(CertificateFaults Faults, string Subject, string Issuer, DateTimeOffset NotAfter, string Sha256 = "");

/// <summary>How fetching a policy ended.</summary>
public enum PolicyFetchOutcome
{
    Served,
    LookupFailed,
    NoAddress,
    AddressNotPublic,

    /// <summary>This machine has no way to any of the addresses: no IPv6, or no network at all.</summary>
    NoRoute,
    Unreachable,
    TlsFailed,
    BadCertificate,
    Redirect,
    OtherStatus,
    WrongType,
    TooLarge,
    TooSlow,
    Dropped,
}

/// <param name="Detail">The code, type, address or reason that goes with the outcome.</param>
/// <param name="Text">The policy as served; only with <see cref="PolicyFetchOutcome.Served"/>.</param>
/// <param name="Certificate">What the host showed; null when it did not come so far.</param>
/// <param name="Location">Where to, as the host says it; only with <see cref="PolicyFetchOutcome.Redirect"/>.</param>
public sealed record PolicyFetch(
    PolicyFetchOutcome Outcome, string Detail = "", string? Text = null, CertificateFacts? Certificate = null, string? Location = null);

/// <summary>How a STARTTLS probe of an MX host ended.</summary>
public enum MxProbeOutcome
{
    /// <summary>A handshake was completed, whatever the certificate is worth.</summary>
    Encrypted,
    LookupFailed,
    NoAddress,
    AddressNotPublic,

    /// <summary>This machine has no way to any of the addresses: no IPv6, or no network at all.</summary>
    NoRoute,

    /// <summary>Nothing came back in time: the host is down, or this network lets nothing out to port 25.</summary>
    NoAnswer,

    /// <summary>The connection was refused, or broke off.</summary>
    Unreachable,

    /// <summary>Something answered, but not as an SMTP server that is ready to talk to us.</summary>
    NoService,
    StartTlsNotOffered,
    StartTlsRefused,
    TlsFailed,
}

/// <param name="Address">The address that was talked to.</param>
/// <param name="Detail">The answer or reason that goes with the outcome.</param>
/// <param name="Mail">What MAIL was answered over TLS; null when nothing was.</param>
public sealed record MxProbe(
    MxProbeOutcome Outcome, IPAddress? Address = null, string Detail = "", TlsParameters? Tls = null, CertificateFacts? Certificate = null, MailReply? Mail = null);

/// <summary>A reply to MAIL.</summary>
/// <param name="Words">The whole reply, its code included.</param>
public sealed record MailReply(int Code, string Words);

/// <param name="Tlsa">TLSA at <c>_25._tcp</c> of the host, in presentation form.</param>
public sealed record MxHostFacts(MxTarget Target, MxProbe Probe, DnsAnswer<string> Tlsa);
