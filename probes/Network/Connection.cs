using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Probes.Network;

/// <summary>Connects to the first of some checked addresses that answers.</summary>
internal static class Connection
{
    /// <exception cref="SocketException">
    /// None of them answered. It tells about the last one to which this machine has a way; see <see cref="LocalNetwork.IsReasonFor"/> when it has none.
    /// </exception>
    public static async Task<NetworkStream> OpenAsync(
        IReadOnlyList<IPAddress> addresses, int port, InboundOptions options, CancellationToken cancellationToken)
    {
        SocketException? theirs = null;
        SocketException? ours = null;
        foreach (var address in addresses)
        {
            try
            {
                return await OpenAsync(address, port, options, cancellationToken);
            }
            catch (SocketException fault) when (LocalNetwork.IsReasonFor(fault))
            {
                ours = fault;
            }
            // A router may answer for a host that is down, and so may this machine's own tables.
            catch (SocketException fault) when (!LocalNetwork.HasRouteTo(address))
            {
                ours = new SocketException((int)SocketError.NetworkUnreachable, fault.Message);
            }
            catch (SocketException fault)
            {
                theirs = fault;
            }
        }

        throw theirs ?? ours ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<NetworkStream> OpenAsync(IPAddress address, int port, InboundOptions options, CancellationToken cancellationToken)
    {
        // A machine without IPv6 may already refuse to make the socket.
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(options.ConnectLimit);
            await socket.ConnectAsync(address, port, patience.Token);
            options.Connected?.Invoke((IPEndPoint)socket.LocalEndPoint!);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
