namespace MtaStsAudit.Model.Verdicts;

/// <summary>What the sender's own domain publishes for mail it receives.</summary>
public enum InboundFinding
{
    NotChecked,
    Enforce,
    Testing,
    None,
    Absent,
    Broken,
}
