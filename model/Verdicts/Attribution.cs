namespace MtaStsAudit.Model.Verdicts;

/// <summary>How surely something that was seen is the audited sender's.</summary>
public enum Attribution
{
    /// <summary>It came from a network that a client of the sender is in, and nothing else ties it to the sender. It is shown, and counts for nothing.</summary>
    NetworkOnly,

    /// <summary>It came from a client that brought mail of this audit, or that a name which DNS confirms ties to one.</summary>
    OwnClient,

    /// <summary>It names the audit's token, or came from an own client that asked for this very MX host (SNI, RFC 6066 §3).</summary>
    Exact,
}
