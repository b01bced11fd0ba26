using System.Buffers.Binary;
using MtaStsAudit.Collector.Intake;

namespace MtaStsAudit.Collector.Milter;

/// <summary>One command of Postfix.</summary>
internal readonly record struct MilterFrame(byte Command, ReadOnlyMemory<byte> Payload);

/// <summary>Cuts a stream into frames: a length of four octets, a command, its data.</summary>
internal static class MilterFraming
{
    // Postfix sends bodies in pieces of 64 KiB; header lines end at 100 KiB by default.
    public const int LargestFrame = 256 * 1024;

    /// <summary>Takes the first frame off <paramref name="received"/>, when it is whole.</summary>
    public static FrameStatus TryRead(ref ReadOnlyMemory<byte> received, out MilterFrame frame)
    {
        frame = default;
        if (!BinaryPrimitives.TryReadInt32BigEndian(received.Span, out var length))
        {
            return FrameStatus.Incomplete;
        }

        if (length is < 1 or > LargestFrame)
        {
            return FrameStatus.Invalid;
        }

        var content = received[sizeof(int)..];
        if (content.Length < length)
        {
            return FrameStatus.Incomplete;
        }

        frame = new MilterFrame(content.Span[0], content[1..length]);
        received = content[length..];
        return FrameStatus.Complete;
    }
}
