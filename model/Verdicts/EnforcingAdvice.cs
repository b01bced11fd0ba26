using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>How a mail server is made to enforce the policies of others, by product.</summary>
/// <remarks>
/// Sources: mta-sts-daemon(1) and the README of postfix-tlspol; the Exim specification, chapter "The smtp transport"; Microsoft's
/// announcement of MTA-STS for Exchange Online (February 2022) and Set-OutboundConnector.
/// </remarks>
public static class EnforcingAdvice
{
    private const string Postfix =
        "Postfix asks for policies with the help of a resolver. With postfix-mta-sts-resolver: smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix; "
        + "with postfix-tlspol, which does DANE too: smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8642:QUERY. "
        + "Set smtp_tls_CAfile or smtp_tls_CApath to the system's CAs, and test with postmap -q DOMAIN and that map: the answer begins with secure. "
        + "The first of the two overrides DANE where a domain has both (RFC 8461 §2): list DANE domains before it.";

    private const string Exim =
        "Exim has no MTA-STS built in, up to 4.98 at least. For domains that you list yourself, set hosts_require_tls, tls_verify_hosts and "
        + "tls_verify_cert_hostnames in the smtp transport; hosts_try_dane covers domains with DANE. For all others, send through a server that enforces policies.";

    private const string ExchangeOnline =
        "Exchange Online enforces policies by default, with nothing to set. If its mail failed here, see whether an outbound connector leads it through another server, "
        + "or has MtaStsMode None (Get-OutboundConnector | Format-List Name, SmartHosts, MtaStsMode). Exchange Server on your own premises has no MTA-STS.";

    private const string Hosted =
        "At a hosted provider only the provider can change it: send them the text below, with the address of this page.";

    private const string Afterwards = "When it is changed, mail a new token: this audit's evidence stays as it is.";

    /// <summary>Paragraphs for a sender that delivered where a policy forbids it.</summary>
    public static IReadOnlyList<string> For(AuditReport report) =>
    [
        report.Outcomes.Any(outcome => outcome is { Expected: CompliantSender.Refuses, IsDelivered: true } && outcome.Has(Ground.RefusedBefore))
            ? "It refused at first and delivered later, so something at it knows what the policy asks, and something else does not: a fallback relay (Postfix: smtp_fallback_relay), a second transport, or a host of its own for retries."
            : report.PolicyFetches > 0
            ? "The sender fetched policies, so something at it knows of MTA-STS. See whether what delivers uses the answers, on every host and for every transport, and is not in a mode that only tests or reports."
            : report.Outbound == OutboundFinding.Incomplete
            ? "The sender refuses some of what policies forbid, and was not seen to fetch one: it has a rule of its own for some domains or faults, or had the policies already. See what that rule leaves out."
            : "The sender was not seen to fetch a policy, so most likely nothing at it knows of MTA-STS.",
        .. IsExchangeOnline(report) ? [ExchangeOnline] : new[] { Postfix, Exim, ExchangeOnline },
        Hosted,
        Afterwards,
    ];

    private static bool IsExchangeOnline(AuditReport report) =>
        report.Sender?.Organisations.Any(organisation => organisation.Equals("outlook.com", StringComparison.OrdinalIgnoreCase)) == true;
}
