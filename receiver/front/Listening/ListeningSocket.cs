using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace MtaStsAudit.Front.Listening;

/// <summary>A port that hands on the connections that are made to it.</summary>
internal sealed partial class ListeningSocket(IPEndPoint endPoint, Action<Socket> serve, ILogger logger) : IDisposable
{
    private const int Backlog = 256;

    /// <summary>The system is out of descriptors, or the like: it may have some again soon.</summary>
    private static readonly TimeSpan AfterAFault = TimeSpan.FromMilliseconds(100);

    private readonly Socket listening = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private Task accepting = Task.CompletedTask;

    /// <summary>With the port that the system chose, where none was given.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)listening.LocalEndPoint!;

    /// <exception cref="IOException">The place is taken, or there is none such.</exception>
    public void Start()
    {
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                listening.DualMode = true;
            }

            listening.Bind(endPoint);
            listening.Listen(Backlog);
        }
        catch (SocketException fault)
        {
            throw new IOException($"Cannot listen on {endPoint}: {fault.Message}", fault);
        }

        accepting = AcceptAsync();
    }

    /// <returns>When no more connections are handed on.</returns>
    public Task StopAsync()
    {
        listening.Close();
        return accepting;
    }

    public void Dispose() => listening.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                serve(await listening.AcceptAsync());
            }
            catch (Exception fault) when (fault is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException fault)
            {
                Log.NotAccepted(logger, endPoint, fault.Message);
                await Task.Delay(AfterAFault, CancellationToken.None);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Cannot accept a connection at {EndPoint}: {Reason}")]
        public static partial void NotAccepted(ILogger logger, EndPoint endPoint, string reason);
    }
}
