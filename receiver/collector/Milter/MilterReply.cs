using System.Buffers.Binary;

namespace MtaStsAudit.Collector.Milter;

/// <summary>What the collector says to Postfix: whole frames, ready to send.</summary>
internal static class MilterReply
{
    /// <summary>Postfix answers 250 and queues nothing.</summary>
    public static ReadOnlyMemory<byte> Discard { get; } = Frame((byte)'d', []);

    /// <summary>Postfix answers 451 and the sender keeps the message.</summary>
    public static ReadOnlyMemory<byte> TemporaryFailure { get; } = Frame((byte)'t', []);

    /// <summary>Postfix gives this reply, and the sender keeps the message.</summary>
    public static ReadOnlyMemory<byte> PutOffOnce { get; } = Frame((byte)'y', "451 4.7.1 Greylisted: each message is put off once here, try again\0"u8);

    public static ReadOnlyMemory<byte> Frame(byte code, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[sizeof(uint) + 1 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)(1 + payload.Length));
        frame[sizeof(uint)] = code;
        payload.CopyTo(frame.AsSpan(sizeof(uint) + 1));
        return frame;
    }
}
