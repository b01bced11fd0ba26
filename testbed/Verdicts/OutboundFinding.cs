namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What a sender does with other domains' policies.</summary>
public enum OutboundFinding
{
    /// <summary>Not all has been seen, and more may still come.</summary>
    Waiting,

    /// <summary>What was seen does not decide it, and no more is expected.</summary>
    Inconclusive,

    /// <summary>Refused every faulty receiver, delivered to the faultless one and, in clear text, to the one without a policy.</summary>
    Enforces,

    /// <summary>Refused some faults and let others through.</summary>
    Incomplete,

    /// <summary>Delivered to every faulty receiver.</summary>
    DoesNotEnforce,

    /// <summary>Refuses clear text even where no policy asks for it, so what the policy contributes cannot be told.</summary>
    StrictTls,
}
