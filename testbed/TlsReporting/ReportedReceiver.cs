using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.TlsReporting;

/// <summary>Which receiver a part of a report is about.</summary>
public static class ReportedReceiver
{
    /// <summary>By the domain; where the report left that out, by the MX host it names. Null when it is none of ours.</summary>
    public static Receiver? Of(SiteNames names, IReadOnlyList<Receiver> receivers, ReportedPolicy policy)
    {
        if (policy.PolicyDomain is not null)
        {
            return DomainName.TryParse(policy.PolicyDomain, out var domain) ? Find(names.ReceiverOfMailDomain(domain)) : null;
        }

        var hosts = policy.MxHost.Concat(policy.Failures.Select(failure => failure.ReceivingMxHostname)).OfType<string>();
        return hosts.Select(host => DomainName.TryParse(host, out var name) ? Find(names.ReceiverOfMailHost(name)) : null)
            .FirstOrDefault(receiver => receiver is not null);

        Receiver? Find(ReceiverLetter? letter) => receivers.FirstOrDefault(receiver => receiver.Letter == letter);
    }
}
