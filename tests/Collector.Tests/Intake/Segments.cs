using System.Buffers;

namespace MtaStsAudit.Collector.Tests.Intake;

/// <summary>Octets as a connection's pipe has them.</summary>
internal static class Segments
{
    /// <summary>One sequence, in segments of a size.</summary>
    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> octets, int size)
    {
        if (octets.Length <= size)
        {
            return new ReadOnlySequence<byte>(octets);
        }

        var first = new Segment(octets[..size], 0);
        var last = first;
        for (var at = size; at < octets.Length; at += size)
        {
            last = last.Append(octets.Slice(at, Math.Min(size, octets.Length - at)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex) => (Memory, RunningIndex) = (memory, runningIndex);

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
