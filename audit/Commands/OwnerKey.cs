namespace MtaStsAudit.Audit.Commands;

/// <summary>What makes its holder the owner of an audit.</summary>
internal static class OwnerKey
{
    /// <summary>The environment variable that it is taken from: a command line can be read by every user of the machine.</summary>
    public const string Variable = "AUDIT_OWNER_KEY";
}
