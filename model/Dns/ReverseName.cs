using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Model.Dns;

/// <summary>The names under which addresses are looked up, RFC 1035 §3.5 and RFC 3596 §2.5.</summary>
public static class ReverseName
{
    public static string Of(IPAddress address) => Of(address, address.GetAddressBytes().Length * 8);

    /// <summary>The name of a whole network, for a zone of its own.</summary>
    /// <param name="prefixLength">A multiple of 8 for IPv4, of 4 for IPv6.</param>
    public static string Of(IPAddress network, int prefixLength)
    {
        var bytes = network.GetAddressBytes();
        return network.AddressFamily == AddressFamily.InterNetworkV6
            ? Joined(bytes.SelectMany(octet => new[] { octet >> 4, octet & 15 }).Take(prefixLength / 4).Select(nibble => $"{nibble:x}"), "ip6.arpa")
            : Joined(bytes.Take(prefixLength / 8).Select(octet => $"{octet}"), "in-addr.arpa");
    }

    private static string Joined(IEnumerable<string> labels, string suffix) => string.Join('.', labels.Reverse().Append(suffix));
}
