namespace MtaStsAudit.Model.Verdicts;

/// <summary>Which step an audit is at, for the auditor.</summary>
public enum AuditPhase
{
    /// <summary>Mail every receiver once, so that the sender learns the policies.</summary>
    Prime,

    /// <summary>Every receiver was met, or will not be; the settling time runs.</summary>
    Settling,

    /// <summary>Mail every receiver again: from now on it counts.</summary>
    Probe,

    /// <summary>The outbound finding stands.</summary>
    Judged,
}
