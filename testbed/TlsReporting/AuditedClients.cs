using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.TlsReporting;

/// <summary>The clients of the sender that an audit is about, as a report may name them.</summary>
public sealed class AuditedClients
{
    private readonly HashSet<string> addresses;
    private readonly HashSet<string> networks;
    private readonly HashSet<DomainName> organizations;

    public AuditedClients(IEnumerable<SmtpClient> clients)
    {
        var all = clients.ToList();
        addresses = [.. all.Select(client => AddressKey(client.Address))];
        networks = [.. all.Select(client => SenderIdentity.NetworkOf(client.Address))];
        organizations =
        [
            .. from client in all
               let domain = SenderIdentity.HostDomainOf(client.VerifiedHostName, client.Address)
               where domain is not null
               select Organization(DomainName.Parse(domain)),
        ];
    }

    public bool IsEmpty => addresses.Count == 0;

    /// <summary>Whether one of the clients has the address; of IPv6, an address of the same /64, which is one host's or one link's.</summary>
    public bool Have(IPAddress address) => addresses.Contains(AddressKey(address));

    /// <summary>Whether one of the clients is a neighbour: in the same /24, or /48.</summary>
    public bool AreNear(IPAddress address) => networks.Contains(SenderIdentity.NetworkOf(address));

    /// <summary>Whether the domain is of an organisation that one of the clients has a verified host name of.</summary>
    public bool AreOf(DomainName domain) => domain.Parent is not null && organizations.Contains(Organization(domain));

    // The last two labels; three where registries sell names under the second. RFC 7489 §3.2 takes a list of all registries instead.
    private static DomainName Organization(DomainName domain)
    {
        var labels = domain.Value.Split('.');
        var kept = labels.Length > 2 && SharedNames.IsSuffixOfRegistry(DomainName.Parse(string.Join('.', labels[^2..]))) ? 3 : 2;
        return labels.Length <= kept ? domain : DomainName.Parse(string.Join('.', labels[^kept..]));
    }

    private static string AddressKey(IPAddress address)
    {
        const int networkOctets = 8;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, networkOctets))
            : plain.ToString();
    }
}
