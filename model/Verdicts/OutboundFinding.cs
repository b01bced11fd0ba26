namespace MtaStsAudit.Model.Verdicts;

/// <summary>What a sender does with other domains' policies.</summary>
public enum OutboundFinding
{
    /// <summary>Not all has been seen, and more may still come.</summary>
    Waiting,

    /// <summary>What was seen does not decide it, and no more is expected.</summary>
    Inconclusive,

    /// <summary>Refused every faulty receiver, delivered to the faultless one and, in clear text, to the one without a policy.</summary>
    Enforces,

    /// <summary>Refused one fault because of the policy, and let the other through.</summary>
    Incomplete,

    /// <summary>Delivered to a faulty receiver although the policy forbids it, and refused none because of the policy.</summary>
    DoesNotEnforce,

    /// <summary>Refuses clear text even where no policy asks for it, so what the policy contributes cannot be told.</summary>
    StrictTls,

    /// <summary>The sender refused, and mail for the same token reached a faulty receiver all the same: from elsewhere, or at another time.</summary>
    Contested,
}
