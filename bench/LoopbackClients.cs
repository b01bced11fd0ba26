using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Bench;

/// <summary>Clients with addresses of their own, since the collector limits how often one address asks.</summary>
internal static class LoopbackClients
{
    public static HttpClient From(Uri server, int number) => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(number / 250), (byte)((number % 250) + 1)]), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromMinutes(5),
    };
}
