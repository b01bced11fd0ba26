using System.Net;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Evidence;

/// <summary>Host names that a hosting company or an access provider gives to its customers' addresses: they do not say who sends.</summary>
internal static class HosterNames
{
    // Zones of names that do not show the address; most hosters' names do. Those on the Public Suffix List need no mention here.
    private static readonly DomainName[] CustomerZones =
    [
        .. new[]
        {
            "bestsrv.de", "cloudapp.azure.com", "cloudapp.net", "contaboserver.net", "dedibox.fr", "goodsrv.de", "happysrv.de", "hostwindsdns.com",
            "hotsrv.de", "ip.linodeusercontent.com", "kimsufi.com", "luckysrv.de", "megasrv.de", "members.linode.com", "nicesrv.de",
            "onlinehome-server.info", "poneytelecom.eu", "powersrv.de", "quicksrv.de", "startdedicated.com", "startdedicated.de",
            "startdedicated.net", "stratoserver.net", "supersrv.de", "ultrasrv.de", "vps.ovh.ca", "vps.ovh.net", "vps.ovh.us",
            "vultrusercontent.com", "your-server.de", "yourvserver.net",
        }.Select(DomainName.Parse),
    ];

    /// <param name="host">The whole host name.</param>
    /// <param name="domain">Its registrable domain.</param>
    public static bool IsGivenByHoster(DomainName host, DomainName domain, IPAddress address)
    {
        if (Array.Exists(CustomerZones, host.IsAtOrUnder))
        {
            return true;
        }

        var below = host == domain ? "" : host.Value[..^(domain.Value.Length + 1)];

        // Some hosters have a domain for each network: ns3012345.ip-192-0-2.eu.
        return AddressInName.IsShown(below, address) || AddressInName.NetworkIsShown(domain.Value, address);
    }
}
