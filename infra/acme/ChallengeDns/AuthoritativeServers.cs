using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>One name server of the zone, under all its addresses.</summary>
internal sealed record AuthoritativeServer(string Name, IReadOnlyList<IPEndPoint> Addresses);

/// <summary>Finds the servers that an authority will ask about the zone.</summary>
internal static class AuthoritativeServers
{
    private const int DnsPort = 53;

    /// <exception cref="InvalidOperationException">The zone has no name server that can be found.</exception>
    public static async Task<IReadOnlyList<AuthoritativeServer>> FindAsync(DomainName zone, CancellationToken cancellation)
    {
        var resolver = new LookupClient(new LookupClientOptions { UseCache = false, ThrowDnsErrors = false });
        var answer = await resolver.QueryAsync(zone.Value, QueryType.NS, cancellationToken: cancellation).ConfigureAwait(false);
        var servers = new List<AuthoritativeServer>();
        foreach (var record in answer.Answers.NsRecords())
        {
            var host = record.NSDName.Value;
            var addresses = await AddressesAsync(resolver, host, cancellation).ConfigureAwait(false);
            if (addresses.Count > 0)
            {
                servers.Add(new AuthoritativeServer(host.TrimEnd('.'), addresses));
            }
        }

        return servers.Count > 0
            ? servers
            : throw new InvalidOperationException(
                $"No name server of the zone {zone} was found ({answer.Header.ResponseCode}); is the domain delegated to DigitalOcean?");
    }

    public static IReadOnlyList<AuthoritativeServer> At(IEnumerable<IPEndPoint> addresses) =>
        [.. addresses.Select(address => new AuthoritativeServer(address.ToString(), [address]))];

    // IPv4 first: hosts without IPv6 would lose seconds at every question.
    private static async Task<List<IPEndPoint>> AddressesAsync(LookupClient resolver, string host, CancellationToken cancellation)
    {
        var a = await resolver.QueryAsync(host, QueryType.A, cancellationToken: cancellation).ConfigureAwait(false);
        var aaaa = await resolver.QueryAsync(host, QueryType.AAAA, cancellationToken: cancellation).ConfigureAwait(false);
        return
        [
            .. a.Answers.ARecords().Concat<AddressRecord>(aaaa.Answers.AaaaRecords())
                .Select(record => record.Address)
                .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
                .Select(address => new IPEndPoint(address, DnsPort)),
        ];
    }
}
