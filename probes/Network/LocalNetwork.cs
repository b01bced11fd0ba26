using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Probes.Network;

/// <summary>What this machine's own network lets it do. What it does not is no fault of whom we wanted to reach.</summary>
internal static class LocalNetwork
{
    /// <summary>Whether this machine can send there at all. Connecting a datagram socket sends nothing: the system only looks for a way.</summary>
    public static bool HasRouteTo(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(address, 53);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whether a connection failed here, before anything went out.</summary>
    public static bool IsReasonFor(SocketException fault) => fault.SocketErrorCode is
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable
        or SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported or SocketError.ProtocolNotSupported
        or SocketError.AccessDenied or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;
}
