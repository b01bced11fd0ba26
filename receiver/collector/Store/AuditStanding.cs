using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>What people said of one audit.</summary>
/// <param name="OwnerKeySha256">The digest of the owner's key, in hexadecimal; null: it has no owner.</param>
/// <param name="Sender">What the owner calls the audited sender.</param>
/// <param name="PublishedAt">Null: it never was published.</param>
/// <param name="OwnedSince">Null: it has no owner.</param>
/// <param name="RemovedAt">When the administrator removed it from the published ones.</param>
/// <param name="OwnSender">Which of several senders the audit is about, as its owner picked: a client or an organisational domain. Null: no pick.</param>
/// <param name="Suite">The name of the suite that was chosen when it was made; null: the study's.</param>
/// <param name="Earlier">The audit whose sender this one checks again; null: none.</param>
/// <param name="Later">The newest audit that checks this one's sender again; null: none.</param>
internal sealed record AuditStanding(
    string? OwnerKeySha256, AuditSender? Sender, DateTimeOffset? PublishedAt, DateTimeOffset? RemovedAt, DateTimeOffset? OwnedSince, string? OwnSender = null,
    string? Suite = null, AuditToken? Earlier = null, AuditToken? Later = null)
{
    public bool IsPublished => PublishedAt is not null && RemovedAt is null && Sender is not null;
}

/// <summary>The sender of an audit in its owner's words.</summary>
/// <param name="Domain">The domain whose mail it sends, for the inbound check.</param>
public sealed record AuditSender(string Provider, DomainName? Domain);

/// <summary>An audit that its owner published.</summary>
/// <param name="NewestMessage">The id of the audit's newest message; null when it has none.</param>
/// <param name="NewestNotification">The same of what its sender told its user.</param>
/// <param name="OwnSender">As in <see cref="AuditStanding"/>.</param>
internal sealed record Publication(
    AuditToken Token, AuditSender Sender, DateTimeOffset At, long? NewestMessage, string? OwnSender = null, long? NewestNotification = null);
