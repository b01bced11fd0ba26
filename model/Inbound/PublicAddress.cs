using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Model.Inbound;

/// <summary>Which addresses belong to the public internet: only those are contacted on a stranger's word.</summary>
public static class PublicAddress
{
    // RFC 6890 and the IANA special-purpose registry; multicast (RFC 5771) and the former class E are no hosts either.
    private static readonly IPNetwork[] NotPublicV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // RFC 4291 §2.4: what is given out for global unicast. All that embeds or stands for other addresses lies outside it (IPv4-mapped,
    // NAT64, unique local, link-local, multicast) or is among the exceptions.
    private static readonly IPNetwork GlobalUnicastV6 = IPNetwork.Parse("2000::/3");

    // IETF protocol assignments with Teredo, documentation (twice) and 6to4, which leads to any IPv4 address.
    private static readonly IPNetwork[] NotPublicV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16" }.Select(IPNetwork.Parse)];

    public static bool Is(IPAddress address) => address switch
    {
        { AddressFamily: AddressFamily.InterNetwork } => !Array.Exists(NotPublicV4, network => network.Contains(address)),
        // On its own: IPNetwork finds some of these (::ffff:10.0.0.1) in 2000::/3.
        { IsIPv4MappedToIPv6: true } => false,
        { AddressFamily: AddressFamily.InterNetworkV6 } => GlobalUnicastV6.Contains(address) && !Array.Exists(NotPublicV6, network => network.Contains(address)),
        _ => false,
    };
}
