using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Collector.Http;

/// <summary>What one client has for itself, and limits are counted by: an IPv4 address, or an IPv6 /64.</summary>
internal static class ClientNetwork
{
    public static string Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetwork)
        {
            return plain.ToString();
        }

        var octets = plain.GetAddressBytes();
        octets.AsSpan(8).Clear();
        return $"{new IPAddress(octets)}/64";
    }
}
