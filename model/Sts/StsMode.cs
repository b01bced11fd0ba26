namespace MtaStsAudit.Model.Sts;

/// <summary>RFC 8461 §3.2 and §5: what a policy asks senders to do when an MX fails it.</summary>
public enum StsMode
{
    /// <summary>Do not deliver.</summary>
    Enforce,

    /// <summary>Deliver, and report.</summary>
    Testing,

    /// <summary>No policy is in force any more.</summary>
    None,
}
