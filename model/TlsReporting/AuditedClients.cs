using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>The clients of the sender that an audit is about, as a report may name them.</summary>
public sealed class AuditedClients
{
    private readonly HashSet<string> addresses;
    private readonly HashSet<string> networks;
    private readonly HashSet<DomainName> organizations;

    public AuditedClients(IEnumerable<SmtpClient> clients)
    {
        var all = clients.ToList();
        addresses = [.. all.Select(client => SenderIdentity.ClientKeyOf(client.Address))];
        networks = [.. all.Select(client => SenderIdentity.NetworkOf(client.Address))];
        organizations =
        [
            .. from client in all
               let domain = SenderIdentity.HostDomainOf(client.VerifiedHostName, client.Address)
               where domain is not null
               select DomainName.Parse(domain),
        ];
    }

    public bool IsEmpty => addresses.Count == 0;

    /// <summary>Whether one of the clients has the address; of IPv6, an address of the same /64, which is one host's or one link's.</summary>
    public bool Have(IPAddress address) => addresses.Contains(SenderIdentity.ClientKeyOf(address));

    /// <summary>Whether one of the clients is a neighbour: in the same /24, or /48.</summary>
    public bool AreNear(IPAddress address) => networks.Contains(SenderIdentity.NetworkOf(address));

    /// <summary>Whether the domain is of an organisation that one of the clients has a verified host name of.</summary>
    public bool AreOf(DomainName domain) => Organization(domain) is { } organization && organizations.Contains(organization);

    private static DomainName? Organization(DomainName domain) => PublicSuffixes.RegistrableDomainOf(domain);
}
