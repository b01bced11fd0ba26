using System.Net.Sockets;

namespace MtaStsAudit.Front.Sessions;

/// <summary>One side of a session: its socket, and what it has said that is not taken yet. Nothing more is read than the buffer holds.</summary>
internal sealed class Peer(Socket socket) : IDisposable
{
    /// <summary>In octets: more than the longest line and the longest reply.</summary>
    private const int Room = 16 * 1024;

    private readonly byte[] buffer = new byte[Room];
    private int start;
    private int end;

    public ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    /// <summary>In octets.</summary>
    public long Received { get; private set; }

    /// <summary>In octets.</summary>
    public long Sent { get; private set; }

    /// <summary>Nothing more comes.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The connection broke, and took along what was under way.</summary>
    public bool IsLost { get; private set; }

    public bool HasRoom => end - start < Room;

    /// <summary>Takes what was read; also while something is being read behind it.</summary>
    public void Consume(int count) => start += count;

    /// <summary>Reads what has come, or waits for something or the end.</summary>
    /// <exception cref="OperationCanceledException">Nothing came so long.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        // Only here may the octets move: what is read comes behind them.
        Unread.CopyTo(buffer);
        (start, end) = (0, end - start);
        try
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(end), SocketFlags.None, cancellationToken);
            end += count;
            Received += count;
            HasEnded = count == 0;
        }
        catch (SocketException)
        {
            Lose();
        }
    }

    /// <summary>Comes back when the other side, or the system in between, has room for all of it.</summary>
    /// <exception cref="OperationCanceledException">It had none for so long.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        try
        {
            while (octets.Length > 0 && !IsLost)
            {
                var count = await socket.SendAsync(octets, SocketFlags.None, cancellationToken);
                Sent += count;
                octets = octets[count..];
            }
        }
        catch (SocketException)
        {
            Lose();
        }
    }

    /// <summary>Says that nothing more comes from here.</summary>
    public void EndSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            Lose();
        }
    }

    public void Dispose() => socket.Dispose();

    private void Lose() => (HasEnded, IsLost) = (true, true);
}
