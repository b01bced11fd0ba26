using System.Buffers.Binary;

namespace MtaStsAudit.Collector.Milter;

/// <summary>The first exchange: which steps Postfix tells us of, and which of them it waits for an answer to.</summary>
internal static class MilterNegotiation
{
    private const uint Version = 6;
    private const int PayloadLength = 3 * sizeof(uint);

    // The collector decides at the end of a message only; to wait for its answer at every other step would cost a round trip each.
    private const uint NoReplies =
        0x00000080 // header
        | 0x00001000 // connect
        | 0x00002000 // helo
        | 0x00004000 // mail
        | 0x00008000 // rcpt
        | 0x00010000 // data
        | 0x00020000 // unknown
        | 0x00040000 // end of headers
        | 0x00080000; // body

    private const uint NoUnknownCommands = 0x00000100;
    private const uint NoDataCommand = 0x00000200;

    /// <summary>A header's value comes as it is, with the space before it: a signature in canonical form "simple" needs it (RFC 6376 §3.4.1).</summary>
    private const uint HeaderLeadingSpace = 0x00100000;

    /// <summary>Whether the values of headers come with the space before them, after this offer.</summary>
    public static bool KeepsLeadingSpace(ReadOnlySpan<byte> offer) =>
        offer.Length >= PayloadLength && (BinaryPrimitives.ReadUInt32BigEndian(offer[(2 * sizeof(uint))..]) & HeaderLeadingSpace) != 0;

    /// <returns>The answer; null when the offer is none, or does not let us keep silent.</returns>
    public static ReadOnlyMemory<byte>? Answer(ReadOnlySpan<byte> offer)
    {
        if (offer.Length < PayloadLength || BinaryPrimitives.ReadUInt32BigEndian(offer) < Version)
        {
            return null;
        }

        var offered = BinaryPrimitives.ReadUInt32BigEndian(offer[(2 * sizeof(uint))..]);
        if ((offered & NoReplies) != NoReplies)
        {
            return null;
        }

        Span<byte> answer = stackalloc byte[PayloadLength];
        BinaryPrimitives.WriteUInt32BigEndian(answer, Version);
        // No actions: the collector changes no message.
        BinaryPrimitives.WriteUInt32BigEndian(answer[sizeof(uint)..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(answer[(2 * sizeof(uint))..], offered & (NoReplies | NoUnknownCommands | NoDataCommand | HeaderLeadingSpace));
        return MilterReply.Frame(MilterCommand.Negotiate, answer);
    }
}
