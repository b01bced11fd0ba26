using System.Net;
using System.Net.Sockets;
using System.Text;
using MtaStsAudit.EndToEnd.Tests.Rig;

namespace MtaStsAudit.EndToEnd.Tests.Abuse;

/// <summary>Connections to one receiver that are held and say no more: half of them nothing, half up to a TLS handshake that does not come.</summary>
internal sealed class Siege : IDisposable
{
    private const int OfOneClient = 40;

    private readonly CancellationTokenSource over = new();
    private readonly List<Socket> sockets;

    private Siege(List<Socket> sockets) => this.sockets = sockets;

    /// <summary>From addresses that were taken before. Comes back at once: many connections will not be made before others have ended.</summary>
    public static Siege Lay(char letter, int connections)
    {
        var siege = new Siege([.. Enumerable.Range(0, connections).Select(number => ClientAddresses.Of(number / OfOneClient))]);
        foreach (var (number, socket) in siege.sockets.Index())
        {
            _ = siege.HoldAsync(socket, new IPEndPoint(IPAddress.Parse(LocalRig.AddressOf(letter)), 25), number % 2 == 0 ? "" : "EHLO besieger.example\r\nSTARTTLS\r\n");
        }

        return siege;
    }

    public void Dispose()
    {
        over.Cancel();
        sockets.ForEach(socket => socket.Dispose());
        over.Dispose();
    }

    private async Task HoldAsync(Socket socket, IPEndPoint receiver, string words)
    {
        try
        {
            await socket.ConnectAsync(receiver, over.Token);
            await socket.SendAsync(Encoding.ASCII.GetBytes(words), over.Token);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It was not let in, or the siege is over.
        }
    }
}
