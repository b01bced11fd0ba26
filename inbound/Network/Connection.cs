using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Inbound.Network;

/// <summary>Connects to the first of some checked addresses that answers.</summary>
internal static class Connection
{
    /// <exception cref="SocketException">None of them answered; it tells about the last.</exception>
    public static async Task<NetworkStream> OpenAsync(
        IReadOnlyList<IPAddress> addresses, int port, InboundOptions options, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(options.ConnectLimit);
                await socket.ConnectAsync(address, port, patience.Token);
                options.Connected?.Invoke((IPEndPoint)socket.LocalEndPoint!);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                last = fault;
                socket.Dispose();
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                last = new SocketException((int)SocketError.TimedOut);
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
