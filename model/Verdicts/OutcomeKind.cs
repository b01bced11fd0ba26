namespace MtaStsAudit.Model.Verdicts;

/// <summary>What became of an audit's mail at one receiver.</summary>
public enum OutcomeKind
{
    /// <summary>Nothing that decides was seen yet, and it still may be.</summary>
    Waiting,

    DeliveredOverTls,

    DeliveredInClear,

    /// <summary>The sender came, met what the receiver offers, and left without trying to send.</summary>
    Refused,

    /// <summary>The sender delivered at one time and refused at another, and the evidence does not tell which of them is its policy.</summary>
    Contested,

    /// <summary>Mail came before the sender had to know the policy, and none since; the retry window has passed.</summary>
    DeliveredInPrimeOnly,

    /// <summary>The sender came and left without mail, in a way that decides nothing; the retry window has passed.</summary>
    CameUndecided,

    /// <summary>The sender did not come. The retry window has passed in silence, which proves nothing.</summary>
    NotSeen,

    /// <summary>Mail came or was refused, but the testbed was not as designed at that time: it says nothing of the sender.</summary>
    TestbedAtFault,
}
