using System.Buffers;

namespace MtaStsAudit.Front.Smtp;

/// <summary>What a dialogue has for either side: sent before anything more is read, and so no more than a few buffers' worth.</summary>
internal sealed class Outgoing
{
    public ArrayBufferWriter<byte> ToClient { get; } = new();

    public ArrayBufferWriter<byte> ToServer { get; } = new();
}
