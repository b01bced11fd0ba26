using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MtaStsAudit.Front.ProxyProtocol;

/// <summary>
/// The line of HAProxy's PROXY protocol, version 1, that goes before everything else to a server: whose connection it is. Postfix takes
/// it with <c>smtpd_upstream_proxy_protocol = haproxy</c>.
/// </summary>
internal static class ProxyHeader
{
    /// <param name="client">Where the connection comes from.</param>
    /// <param name="local">Where the client connected to.</param>
    public static byte[] Of(IPEndPoint client, IPEndPoint local)
    {
        var (from, to) = (Plain(client.Address), Plain(local.Address));
        var family = from.AddressFamily == AddressFamily.InterNetwork ? "TCP4" : "TCP6";
        return Encoding.ASCII.GetBytes($"PROXY {family} {from} {to} {client.Port} {local.Port}\r\n");
    }

    /// <summary>An address as it stands in the line: no IPv4 within IPv6, and no interface behind a link-local one.</summary>
    public static IPAddress Plain(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } => new IPAddress(address.GetAddressBytes()),
        _ => address,
    };
}
