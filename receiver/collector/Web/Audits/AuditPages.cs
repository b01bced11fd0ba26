using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>Shows an audit to people.</summary>
internal sealed class AuditPages(
    LiveStates states, AuditRegistry registry, InboundResults inboundResults, UnknownTokens unknownTokens)
{
    // What a link from a form's answer may say; nothing else is repeated on the page.
    private static readonly Dictionary<string, string> Confirmations = new()
    {
        ["made"] = "The audit is made. Mail the addresses below from the sender that you audit.",
        ["claimed"] = "The audit is yours now.",
        ["save"] = "Saved.",
        ["busy"] = "Saved. Too many domains wait for their inbound check: save again in some minutes to have it made.",
        ["publish"] = "Published: it is listed under Providers.",
        ["withdraw"] = "Withdrawn: it is no longer listed.",
        ["delete"] = "Deleted: the audit’s messages and the sessions that brought them are gone. Its address works as if it were new.",
        ["told"] = "Taken: it is shown under “What the sender told its user”.",
        ["picked"] = "Saved: the verdict is about that sender.",
        ["remove"] = "Removed: it is no longer listed, and cannot be published again.",
    };

    /// <summary>Several tokens as one audit. It has no owner: what their owners said is on the pages of each.</summary>
    public async Task<IResult> ShowJoinedAsync(IReadOnlyList<AuditToken> tokens, HttpContext context, CancellationToken cancellationToken)
    {
        var state = await states.StateAsync(tokens, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return new Page<AuditPage, AuditPageModel>(
            new(tokens, state.Html, state.Version, state.Report.Phase != AuditPhase.Judged, Owner: null, Saved: null));
    }

    public async Task<IResult> ShowAsync(AuditToken token, HttpContext context, CancellationToken cancellationToken)
    {
        var state = await states.StateAsync(token, cancellationToken);
        var standing = await registry.StandingAsync(token, cancellationToken);
        if (state.Report.Evidence.Count == 0 && standing.OwnerKeySha256 is null && !unknownTokens.MayLook(context))
        {
            return WebLimiting.TooOften(context);
        }

        // The page may hold the owner's key.
        context.Response.Headers.CacheControl = "no-store";
        var owner = new OwnerPanelModel(
            token,
            standing.OwnerKeySha256 is not null,
            OwnerKey.Of(context.Request, standing),
            standing.Sender?.Provider,
            standing.Sender?.Domain?.Value,
            standing.IsPublished,
            standing.RemovedAt is not null,
            state.Report.Phase == AuditPhase.Judged,
            await InboundAsync(standing, cancellationToken),
            SenderChoice.Of(state.Report),
            standing.OwnSender);
        var saved = Confirmations.GetValueOrDefault(context.Request.Query["done"].ToString());
        return new Page<AuditPage, AuditPageModel>(
            new([token], state.Html, state.Version, state.Report.Phase != AuditPhase.Judged, owner, saved));
    }

    private async Task<string?> InboundAsync(AuditStanding standing, CancellationToken cancellationToken) =>
        standing.Sender?.Domain is { } domain && await inboundResults.FindAsync(domain, cancellationToken) is { } result
            ? WebWording.Of(result.Finding)
            : null;
}
