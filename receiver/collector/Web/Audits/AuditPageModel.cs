using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>An audit's page.</summary>
/// <param name="LiveHtml">The live part, rendered.</param>
/// <param name="Version">Which state of it that is.</param>
/// <param name="IsUnderWay">Whether there is no verdict yet.</param>
/// <param name="Saved">What the owner has just changed, in a sentence; null: nothing.</param>
public sealed record AuditPageModel(AuditToken Token, string LiveHtml, string Version, bool IsUnderWay, OwnerPanelModel Owner, string? Saved)
{
    public string Path => $"/audits/{Token}";
}
