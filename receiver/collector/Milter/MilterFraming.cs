using System.Buffers;
using MtaStsAudit.Collector.Intake;

namespace MtaStsAudit.Collector.Milter;

/// <summary>One command of Postfix.</summary>
internal readonly record struct MilterFrame(byte Command, ReadOnlyMemory<byte> Payload);

/// <summary>Cuts a stream into frames: a length of four octets, a command, its data.</summary>
internal static class MilterFraming
{
    // Postfix sends bodies in pieces of 64 KiB; header lines end at 100 KiB by default.
    public const int LargestFrame = 256 * 1024;

    /// <summary>Takes the first frame off <paramref name="buffer"/>, when it is whole.</summary>
    public static FrameStatus TryRead(ref ReadOnlySequence<byte> buffer, out MilterFrame frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadBigEndian(out int length))
        {
            return FrameStatus.Incomplete;
        }

        if (length is < 1 or > LargestFrame)
        {
            return FrameStatus.Invalid;
        }

        if (!reader.TryReadExact(length, out var content))
        {
            return FrameStatus.Incomplete;
        }

        frame = new MilterFrame(content.FirstSpan[0], content.Slice(1).ToArray());
        buffer = buffer.Slice(reader.Position);
        return FrameStatus.Complete;
    }
}
