using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What the owner of an audit can do, and what others are told of that.</summary>
/// <param name="OwnerKey">The key, when the one who asks holds it; for use in another browser.</param>
/// <param name="IsJudged">Whether there is a verdict to publish.</param>
/// <param name="Inbound">What the last inbound check of the sender's domain found, in words; null: none was made.</param>
/// <param name="Senders">Those of whom the owner picks one; empty where there is no choice.</param>
/// <param name="OwnSender">The owner's pick; null: none.</param>
/// <param name="Earlier">The audit whose sender this one checks again; null: none.</param>
/// <param name="Later">The newest audit that checks this one's sender again; null: none.</param>
/// <param name="Fault">Why a form changed nothing; null: none was refused.</param>
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
    string? OwnSender,
    AuditToken? Earlier = null,
    AuditToken? Later = null,
    FormFault? Fault = null)
{
    public bool IsOwner => OwnerKey is not null;

    /// <summary>How many days the browser keeps the key.</summary>
    public static int KeyDays => (int)Audits.OwnerKey.KeptFor.TotalDays;

    public string Path => $"/audits/{Token}";
}
