using System.Net;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>Everything that was seen of a testbed from where a sender stands; <see cref="SiteRule"/> compares it with the design.</summary>
public sealed record SiteFacts(IReadOnlyList<ScenarioFacts> Scenarios, HttpsHostFacts Api)
{
    /// <summary>
    /// Whether the resolver answered anything about this site. Where it did, a name that it fails at is the site's matter; where it did not,
    /// its response of SERVFAIL (RFC 1035 §4.1.1) may as well be about itself.
    /// </summary>
    public bool ResolverAnswers => Api.Addresses.Failure is null || Scenarios.Any(one => one.ResolverAnswers);
}

/// <param name="Sts">TXT at <c>_mta-sts</c>.</param>
/// <param name="TlsRpt">TXT at <c>_smtp._tls</c>.</param>
/// <param name="PolicyHost">Null for a scenario without a policy.</param>
public sealed record ScenarioFacts(
    Scenario Scenario,
    DnsAnswer<string> Sts,
    DnsAnswer<string> TlsRpt,
    DnsAnswer<MxTarget> Mx,
    IReadOnlyList<ReceiverFacts> Receivers,
    HttpsHostFacts? PolicyHost)
{
    internal bool ResolverAnswers =>
        Sts.Failure is null || TlsRpt.Failure is null || Mx.Failure is null || PolicyHost is { Addresses.Failure: null } || Receivers.Any(receiver => receiver.MailHost.Failure is null);
}

/// <param name="MailHost">The addresses of the receiver's own MX host.</param>
/// <param name="Sessions">What came of talking to each of them.</param>
public sealed record ReceiverFacts(Receiver Receiver, DnsAnswer<IPAddress> MailHost, IReadOnlyList<MailHostFacts> Sessions);

/// <summary>What an address of an MX host answered.</summary>
/// <param name="HasRoute">Whether this machine can send there at all; a machine without IPv6 sees nothing of an IPv6 address.</param>
/// <param name="Probe">The session with STARTTLS.</param>
/// <param name="Clear">The session without.</param>
public sealed record MailHostFacts(IPAddress Address, bool HasRoute, MxProbe Probe, ClearTextSession Clear);

/// <summary>A session that went up to MAIL without STARTTLS.</summary>
/// <param name="MailReply">The code that MAIL was answered with; null when it did not come so far.</param>
/// <param name="Words">The reply, or why there is none.</param>
/// <param name="ContentReply">The code that a message was answered with, where one is tried; null: none was, or it did not come so far.</param>
public sealed record ClearTextSession(int? MailReply, string Words, int? ContentReply = null);

/// <param name="Answers">What came of asking each address.</param>
public sealed record HttpsHostFacts(DnsAnswer<IPAddress> Addresses, IReadOnlyList<HttpsAnswer> Answers);

/// <param name="HasRoute">As in <see cref="MailHostFacts"/>.</param>
public sealed record HttpsAnswer(IPAddress Address, bool HasRoute, PolicyFetch Fetch);
