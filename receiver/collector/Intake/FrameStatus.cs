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
