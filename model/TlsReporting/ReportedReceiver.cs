using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>Which receiver a part of a report is about.</summary>
public static class ReportedReceiver
{
    /// <summary>
    /// By the policy's domain; where the report left that out, by the MX hosts it names, and then by what is said around the report.
    /// Null when it is none of ours.
    /// </summary>
    /// <param name="around">See <see cref="ReportedNames.Around"/>.</param>
    public static Receiver? Of(SiteNames names, IReadOnlyList<Receiver> receivers, ReportedPolicy policy, IEnumerable<string>? around = null)
    {
        // Reports on DANE (RFC 8460 §4.2) give the MX host's name there: TLSA records are the host's.
        if (DomainName.TryParse(policy.PolicyDomain, out var domain))
        {
            return Named(domain);
        }

        return policy.MxHost
            .Concat(policy.Failures.Select(failure => failure.ReceivingMxHostname))
            .Concat(policy.Failures.Select(failure => failure.ReceivingMxHelo))
            .Concat(around ?? [])
            .Select(text => DomainName.TryParse(text, out var name) ? Named(name) : null)
            .FirstOrDefault(receiver => receiver is not null);

        Receiver? Named(DomainName name) =>
            (names.ReceiverOfMailDomain(name) ?? names.ReceiverOfMailHost(name)) is { } named
                ? receivers.FirstOrDefault(receiver => receiver.Name == named)
                : null;
    }
}
