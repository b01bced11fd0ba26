using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Local;

/// <summary>The zones of the local testbed: its own names, the zoo's senders, and the way back from every address.</summary>
internal static class LocalZones
{
    /// <summary>How long a resolver keeps a record.</summary>
    public const int TtlSeconds = 5;

    public static IReadOnlyList<(string Origin, string Text)> Print(LocalSite site, IReadOnlyList<Receiver> receivers)
    {
        var nameServer = $"ns.{LocalSite.RigDomain}";
        var siteRecords = SiteRecords.For(site.Names, receivers,
            new(receiver => [LocalSite.Published(receiver)], [LocalSite.Collector.V4, LocalSite.Collector.V6]));
        List<DnsRecord> hosts = [.. HostRecords(nameServer, LocalSite.Dns)];
        foreach (var sender in ZooSenders.All)
        {
            hosts.AddRange(HostRecords(sender.HostName, sender.Addresses));
            hosts.Add(new(sender.Domain, DnsRecordType.MX, sender.HostName, Preference: 10));
        }

        var pointers = siteRecords.Where(record => !record.Owner.StartsWith("mta-sts.", StringComparison.Ordinal)).Concat(hosts)
            .Where(record => record.Type is DnsRecordType.A or DnsRecordType.AAAA)
            .Select(record => new DnsRecord(ReverseName.Of(IPAddress.Parse(record.Value)), DnsRecordType.PTR, record.Owner))
            .ToList();
        return
        [
            Zone(site.Names.Site.Value, siteRecords),
            Zone(LocalSite.RigDomain, hosts),
            .. ZooSenders.All.Select(sender => Zone(sender.Domain, hosts)),
            .. new[] { LocalSite.SubnetV4, LocalSite.SubnetV6 }.Select(subnet => Zone(ReverseZone(subnet), pointers)),
        ];

        (string Origin, string Text) Zone(string origin, IEnumerable<DnsRecord> records) => (origin, ZoneFile.Print(
            origin, nameServer, records.Where(record => record.Owner == origin || record.Owner.EndsWith("." + origin, StringComparison.Ordinal)), TtlSeconds));
    }

    private static IEnumerable<DnsRecord> HostRecords(string name, HostAddresses addresses) =>
        new[] { addresses.V4, addresses.V6 }.Select(address => new DnsRecord(
            name, address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.AAAA : DnsRecordType.A, address.ToString()));

    private static string ReverseZone(string subnet)
    {
        var network = IPNetwork.Parse(subnet);
        return ReverseName.Of(network.BaseAddress, network.PrefixLength);
    }
}
