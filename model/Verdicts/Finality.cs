namespace MtaStsAudit.Model.Verdicts;

/// <summary>Whether an outcome can still change.</summary>
public enum Finality
{
    /// <summary>The sender did so once for each message, and its retries are still to come.</summary>
    Once,

    /// <summary>It came again as a queue does (RFC 5321 §4.5.4.1), more often than it was mailed, and did the same.</summary>
    Again,

    /// <summary>The retry window is over, and nothing else was seen.</summary>
    WindowOver,
}
