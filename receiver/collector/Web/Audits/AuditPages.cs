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
        ["made"] = "The audit is made. Mail the addresses below from the sender that you audit. Keep this page’s address: it is the only way back.",
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
            new(tokens, AuditHeading.Of(state.Report, named: null), state.Html, state.Version, state.Report.Phase != AuditPhase.Judged, Owner: null, Saved: null));
    }

    /// <summary>A form of the page was refused: a browser sees the page again and why, with what was typed; a program hears why.</summary>
    public async Task<IResult> RefuseAsync(AuditToken token, HttpContext context, FormFault fault, CancellationToken cancellationToken) =>
        Preference.IsHtml(context.Request)
            ? await ShowAsync(token, context, cancellationToken, fault)
            : ProblemPages.Of(fault.Status, fault.Title, fault.Advice);

    /// <param name="fault">Why a form was refused; null: none was.</param>
    public async Task<IResult> ShowAsync(AuditToken token, HttpContext context, CancellationToken cancellationToken, FormFault? fault = null)
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
            fault?.Provider ?? standing.Sender?.Provider,
            fault?.Domain ?? standing.Sender?.Domain?.Value,
            standing.IsPublished,
            standing.RemovedAt is not null,
            state.Report.Phase == AuditPhase.Judged,
            await InboundAsync(standing, cancellationToken),
            SenderChoice.Of(state.Report),
            standing.OwnSender,
            standing.Earlier,
            standing.Later,
            fault);
        var saved = Confirmations.GetValueOrDefault(context.Request.Query["done"].ToString());
        return new Page<AuditPage, AuditPageModel>(
            new([token], AuditHeading.Of(state.Report, standing.IsPublished || owner.IsOwner ? standing.Sender : null), state.Html, state.Version,
                state.Report.Phase != AuditPhase.Judged, owner, saved),
            fault?.Status ?? StatusCodes.Status200OK);
    }

    private async Task<string?> InboundAsync(AuditStanding standing, CancellationToken cancellationToken) =>
        standing.Sender?.Domain is { } domain && await inboundResults.FindAsync(domain, cancellationToken) is { } result
            ? Wording.Of(result.Finding)
            : null;
}
