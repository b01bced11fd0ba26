namespace MtaStsAudit.Collector.Intake;

/// <summary>What the beginning of a stream holds.</summary>
internal enum FrameStatus
{
    /// <summary>More octets are needed.</summary>
    Incomplete,

    Complete,

    /// <summary>No peer that speaks the protocol sends this; the connection is of no further use.</summary>
    Invalid,
}

/// <summary>Takes the first frame off what has come, when it is whole. A frame may be a part of <paramref name="received"/>.</summary>
internal delegate FrameStatus TryReadFrame<T>(ref ReadOnlyMemory<byte> received, out T frame);
