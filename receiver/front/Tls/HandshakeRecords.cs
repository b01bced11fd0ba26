using System.Buffers.Binary;

namespace MtaStsAudit.Front.Tls;

/// <summary>Takes the first handshake message out of its records (RFC 8446 §5.1), of which it may need several.</summary>
internal static class HandshakeRecords
{
    /// <summary>The type of the handshake message.</summary>
    public const byte ClientHello = 1;

    private const int RecordHeader = 5;
    private const int MessageHeader = 4;
    private const int LongestRecord = 16 * 1024;
    private const byte Handshake = 22;

    /// <param name="octets">The beginning of what a client says.</param>
    /// <param name="message">The ClientHello with its header, when all of it is there.</param>
    public static RecordStatus TryRead(ReadOnlySpan<byte> octets, out byte[] message)
    {
        message = [];
        Span<byte> header = stackalloc byte[MessageHeader];
        var (heard, needed) = (0, MessageHeader);
        for (var rest = octets; heard < needed;)
        {
            if (!IsHandshake(rest))
            {
                return RecordStatus.NoClientHello;
            }

            if (rest.Length <= RecordHeader)
            {
                return RecordStatus.Incomplete;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[(RecordHeader - sizeof(ushort))..]);
            var fragment = rest.Slice(RecordHeader, Math.Min(length, rest.Length - RecordHeader));
            if (heard < MessageHeader)
            {
                fragment[..Math.Min(fragment.Length, MessageHeader - heard)].CopyTo(header[heard..]);
            }

            heard += fragment.Length;
            if (heard >= MessageHeader)
            {
                needed = MessageHeader + (BinaryPrimitives.ReadInt32BigEndian(header) & 0xFFFFFF);
            }

            if (header[0] != ClientHello)
            {
                return RecordStatus.NoClientHello;
            }

            if (heard < needed && fragment.Length < length)
            {
                return RecordStatus.Incomplete;
            }

            rest = rest[(RecordHeader + fragment.Length)..];
        }

        message = Message(octets, needed);
        return RecordStatus.Complete;
    }

    // As much of the header as there is; no fragment of a handshake is empty (RFC 8446 §5.1), and every version of TLS is 3 and something.
    private static bool IsHandshake(ReadOnlySpan<byte> record) =>
        (record.Length < 1 || record[0] == Handshake)
        && (record.Length < 2 || record[1] == 3)
        && (record.Length < RecordHeader || BinaryPrimitives.ReadUInt16BigEndian(record[(RecordHeader - sizeof(ushort))..]) is > 0 and <= LongestRecord);

    private static byte[] Message(ReadOnlySpan<byte> octets, int length)
    {
        var message = new byte[length];
        var written = 0;
        for (var rest = octets; written < length;)
        {
            var fragment = rest.Slice(RecordHeader, Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest[(RecordHeader - sizeof(ushort))..]), rest.Length - RecordHeader));
            rest = rest[(RecordHeader + fragment.Length)..];
            fragment = fragment[..Math.Min(fragment.Length, length - written)];
            fragment.CopyTo(message.AsSpan(written));
            written += fragment.Length;
        }

        return message;
    }
}

/// <summary>What the beginning of a client's TLS is.</summary>
internal enum RecordStatus
{
    /// <summary>A ClientHello, whole.</summary>
    Complete,

    /// <summary>The beginning of one.</summary>
    Incomplete,

    /// <summary>Something else.</summary>
    NoClientHello,
}
