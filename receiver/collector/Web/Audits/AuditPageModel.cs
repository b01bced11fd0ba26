using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>An audit's page.</summary>
/// <param name="LiveHtml">The live part, rendered.</param>
/// <param name="Version">Which state of it that is.</param>
/// <param name="Saved">What the owner has just changed, in a sentence; null: nothing.</param>
public sealed record AuditPageModel(
    AuditToken Token, SiteNames Names, IReadOnlyList<Receiver> Receivers, string LiveHtml, string Version, OwnerPanelModel Owner, string? Saved)
{
    public string Path => $"/audits/{Token}";

    public IReadOnlyList<string> Addresses => [.. Receivers.Select(receiver => Names.Address(Token, receiver.Letter))];

    // RFC 6068 §2: addresses are joined by commas, everything else is percent-encoded.
    public string MailTo =>
        $"mailto:{string.Join(',', Addresses)}?subject={Uri.EscapeDataString("MTA-STS audit")}&body={Uri.EscapeDataString("This message is an MTA-STS audit. It is no secret.")}";
}

/// <summary>What the owner of an audit can do, and what others are told of that.</summary>
/// <param name="OwnerKey">The key, when whoever looks holds it; for use in another browser.</param>
/// <param name="IsJudged">Whether there is a verdict to publish.</param>
/// <param name="Inbound">What the last inbound check of the sender's domain found, in words; null: none was made.</param>
public sealed record OwnerPanelModel(
    AuditToken Token,
    bool HasOwner,
    string? OwnerKey,
    string? Provider,
    string? Domain,
    bool IsPublished,
    bool IsRemoved,
    bool IsJudged,
    string? Inbound)
{
    public bool IsOwner => OwnerKey is not null;

    public string Path => $"/audits/{Token}";
}
