using System.Net.Sockets;

namespace MtaStsAudit.Collector.Intake;

/// <summary>A connection of a receiver's Postfix or rsyslog.</summary>
/// <param name="socket">Disposed of with the connection.</param>
internal sealed class IntakeConnection(Socket socket, TimeProvider time) : IDisposable
{
    private readonly ReceiveBuffer received = new();

    // The socket is closed below: a stream that owned it would shut it down first, which is a system call that changes nothing.
    private readonly NetworkStream stream = new(socket, ownsSocket: false);

    // A socket that is closed while another thread uses it is reset, and the peer may lose what it was sent last.
    private readonly Lock closing = new();
    private long heardAt = time.GetTimestamp();
    private volatile bool hearsNoMore;
    private bool isClosed;

    /// <summary>Since something came last.</summary>
    public TimeSpan SilentFor => time.GetElapsedTime(Volatile.Read(ref heardAt));

    /// <summary>Who it is, for the log.</summary>
    public override string ToString() => $"{socket.RemoteEndPoint}";

    /// <summary>Waits for more to come. The frames that were taken before may be overwritten.</summary>
    /// <returns>False at the end: nothing more will come.</returns>
    public async ValueTask<bool> ReceiveAsync()
    {
        if (hearsNoMore)
        {
            return false;
        }

        var count = await stream.ReadAsync(received.Room());
        received.Came(count);
        Volatile.Write(ref heardAt, time.GetTimestamp());
        return count > 0;
    }

    /// <summary>Takes the next frame of what has come, when it is whole.</summary>
    /// <exception cref="InvalidDataException">The peer does not speak the protocol.</exception>
    public bool TryTake<T>(TryReadFrame<T> tryRead, out T frame)
    {
        var waiting = received.Waiting;
        var status = tryRead(ref waiting, out frame);
        if (status == FrameStatus.Invalid)
        {
            throw new InvalidDataException("This is no frame of the protocol.");
        }

        received.Keep(waiting.Length);
        return status == FrameStatus.Complete;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> octets) => stream.WriteAsync(octets);

    /// <summary>Whoever waits for more hears that nothing will come. What is being dealt with may still be answered.</summary>
    public void HearNoMore()
    {
        hearsNoMore = true;
        lock (closing)
        {
            if (isClosed)
            {
                return;
            }

            try
            {
                socket.Shutdown(SocketShutdown.Receive);
            }
            catch (SocketException)
            {
                // The peer was faster.
            }
        }
    }

    public void Dispose()
    {
        lock (closing)
        {
            isClosed = true;
            socket.Dispose();
        }

        stream.Dispose();
        received.Dispose();
    }
}
