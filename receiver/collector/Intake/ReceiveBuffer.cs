using System.Buffers;

namespace MtaStsAudit.Collector.Intake;

/// <summary>What a connection brought and nobody has taken yet, in one piece. While nothing waits in it, it is small.</summary>
internal sealed class ReceiveBuffer : IDisposable
{
    /// <summary>All that Postfix sends of a usual message comes in pieces that fit.</summary>
    private const int Usual = 4 * 1024;

    /// <summary>What does not is a piece of a body, as a rule, of 64 KiB.</summary>
    private const int Large = 128 * 1024;

    private byte[] octets = [];
    private int start;
    private int end;

    public ReadOnlyMemory<byte> Waiting => octets.AsMemory(start, end - start);

    /// <summary>Where more may be written. What waits may move, and what was taken may be overwritten.</summary>
    public Memory<byte> Room()
    {
        var waiting = Waiting;
        if (waiting.IsEmpty && octets.Length > Usual)
        {
            Dispose();
        }

        if (waiting.Length == octets.Length)
        {
            Move(ArrayPool<byte>.Shared.Rent(octets.Length switch { 0 => Usual, < Large => Large, var length => 2 * length }));
        }
        else if (start > 0)
        {
            waiting.CopyTo(octets);
            (start, end) = (0, waiting.Length);
        }

        return octets.AsMemory(end);
    }

    public void Came(int count) => end += count;

    /// <param name="count">How many octets are not taken yet.</param>
    public void Keep(int count) => start = end - count;

    /// <summary>It may be used again, and is empty then.</summary>
    public void Dispose() => Move([]);

    private void Move(byte[] place)
    {
        var waiting = place.Length == 0 ? default : Waiting;
        waiting.CopyTo(place);
        if (octets.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(octets);
        }

        (octets, start, end) = (place, 0, waiting.Length);
    }
}
