namespace MtaStsAudit.Model.Verdicts;

/// <summary>What tells why a sender did what it did at a receiver.</summary>
public enum Ground
{
    /// <summary>It gave only the commands that a relay gives, and left by its own choice.</summary>
    RelayCommandsOnly,

    /// <summary>It delivered to the control that shares everything with this receiver but the policy.</summary>
    Controls,

    /// <summary>It was seen to fetch this receiver's policy before.</summary>
    PolicyFetched,

    /// <summary>The same client had refused here before, so it knew of the fault and what the policy asks.</summary>
    RefusedBefore,

    /// <summary>By then the policy that it had fetched was gone from its host, or another in its place, by design.</summary>
    PolicyChanged,

    /// <summary>It had the settling time to fetch the policy, and was not seen to fetch it.</summary>
    TimeToFetch,
}
