using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Probes.Smtp;

/// <summary>What a client without a name calls itself, RFC 5321 §4.1.3.</summary>
internal static class AddressLiteral
{
    /// <summary>Of our side of a connection.</summary>
    public static string Of(NetworkStream stream)
    {
        var address = ((IPEndPoint)stream.Socket.LocalEndPoint!).Address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }
}
