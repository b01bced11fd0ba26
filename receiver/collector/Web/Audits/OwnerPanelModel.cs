using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What the owner of an audit can do, and what others are told of that.</summary>
/// <param name="OwnerKey">The key, when the one who asks holds it; for use in another browser.</param>
/// <param name="IsJudged">Whether there is a verdict to publish.</param>
/// <param name="Inbound">What the last inbound check of the sender's domain found, in words; null: none was made.</param>
/// <param name="Senders">Those of whom the owner picks one; empty where there is no choice.</param>
/// <param name="OwnSender">The owner's pick; null: none.</param>
public sealed record OwnerPanelModel(
    AuditToken Token,
    bool HasOwner,
    string? OwnerKey,
    string? Provider,
    string? Domain,
    bool IsPublished,
    bool IsRemoved,
    bool IsJudged,
    string? Inbound,
    IReadOnlyList<SenderChoice> Senders,
    string? OwnSender)
{
    public bool IsOwner => OwnerKey is not null;

    public string Path => $"/audits/{Token}";
}
