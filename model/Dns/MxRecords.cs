using System.Net;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Dns;

/// <summary>The record by which mail for a scenario finds one of its MX hosts (RFC 5321 §5.1).</summary>
public static class MxRecords
{
    /// <summary>What the record names, without the final dot; empty for a null MX, which names the root (RFC 7505 §3).</summary>
    /// <param name="address">Of the host.</param>
    public static string TargetOf(SiteNames names, Receiver receiver, IPAddress address) => receiver.MxRecord switch
    {
        MxRecordKind.HostName => names.MailHost(receiver).Value,
        MxRecordKind.Alias => AliasOf(names, receiver).Value,
        MxRecordKind.Address => address.ToString(),
        MxRecordKind.Null => "",
    };

    /// <summary>The record, and what it takes beside the host's addresses.</summary>
    public static IEnumerable<DnsRecord> Of(SiteNames names, Receiver receiver, IReadOnlyList<IPAddress> addresses)
    {
        var domain = names.MailDomain(receiver.Scenario);
        yield return new(domain.Value, DnsRecordType.MX, TargetOf(names, receiver, addresses.FirstOrDefault(IPAddress.None)), Preference: receiver.Preference);
        switch (receiver.MxRecord)
        {
            case MxRecordKind.Alias:
                yield return new(AliasOf(names, receiver).Value, DnsRecordType.CNAME, names.MailHost(receiver).Value);
                break;
            case MxRecordKind.Null:
                foreach (var address in addresses)
                {
                    yield return SiteRecords.Address(domain, address);
                }

                break;
            case MxRecordKind.HostName or MxRecordKind.Address:
                break;
        }
    }

    private static DomainName AliasOf(SiteNames names, Receiver receiver) => names.Site.Prepend($"alias-{receiver.Name}");
}
