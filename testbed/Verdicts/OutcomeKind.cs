namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What became of an audit's mail at one receiver, in the probe round.</summary>
public enum OutcomeKind
{
    /// <summary>The sender has not come yet and still may.</summary>
    Waiting,

    DeliveredOverTls,

    DeliveredInClear,

    /// <summary>The sender came, saw what the receiver offers, and left without trying to send.</summary>
    RefusedSeen,

    /// <summary>The retry window has passed in silence, which proves nothing.</summary>
    NotSeen,

    /// <summary>Mail came or was refused, but the testbed was not as designed at that time: it says nothing of the sender.</summary>
    TestbedAtFault,
}
