using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>One of the senders of a token, for its owner to pick.</summary>
/// <param name="Key">What the pick is stored as: an organisational domain, else a client.</param>
/// <param name="IsAudited">Whether the verdict is about it now.</param>
public sealed record SenderChoice(string Key, string Name, bool IsAudited)
{
    /// <summary>The senders of a report; empty where there is no choice.</summary>
    internal static IReadOnlyList<SenderChoice> Of(AuditReport report) => report is { Sender: { } audited, OtherSenders: { Count: > 0 } others }
        ? [Of(audited, isAudited: true), .. others.Select(other => Of(other.Sender, isAudited: false))]
        : [];

    private static SenderChoice Of(SenderDescription sender, bool isAudited) =>
        new(sender.Organisations is [var organisation, ..] ? organisation : sender.Clients[0], sender.Name, isAudited);
}
