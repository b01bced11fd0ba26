using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>An audit's page.</summary>
/// <param name="LiveHtml">The live part, rendered.</param>
/// <param name="Version">Which state of it that is.</param>
/// <param name="IsUnderWay">Whether there is no verdict yet.</param>
/// <param name="Saved">What the owner has just changed, in a sentence; null: nothing.</param>
/// <param name="Owner">Null for several tokens that are judged as one audit: what their owners said is on the pages of each.</param>
/// <param name="Tokens">One, or several that are judged as one audit.</param>
public sealed record AuditPageModel(
    IReadOnlyList<AuditToken> Tokens, AuditHeading Heading, string LiveHtml, string Version, bool IsUnderWay, OwnerPanelModel? Owner, string? Saved)
{
    public AuditToken Token => Tokens[0];

    public bool IsJoined => Tokens.Count > 1;

    /// <summary>Whether what the sender told its user can be handed in here: by the owner, or by anyone while there is none.</summary>
    public bool MayHandIn => Owner is { } owner && (owner.IsOwner || !owner.HasOwner);

    public bool IsPublished => Owner?.IsPublished == true;

    public string Path => $"/audits/{JoinedAudits.NameOf(Tokens)}";
}
