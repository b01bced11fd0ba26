using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.InboundChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>
/// What changes something about an audit: naming, publishing, removing, deleting. Every answer leads back to its page, and one that is
/// refused is that page, with what was typed.
/// </summary>
internal static class AuditForms
{
    /// <summary>The largest form, in octets.</summary>
    internal const int Largest = 8 * 1024;

    internal static readonly FormFault OwnersOnly =
        new(StatusCodes.Status403Forbidden, "Only its owner may do that", "Open the audit in the browser that made it, or enter the owner’s key here.");

    public static void MapAuditForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/audits").AddEndpointFilter<SameOrigin>().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Largest));
        forms.MapOwnership();
        forms.MapPost("/{token}/sender", NameAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/own-sender", PickAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/delete", DeleteAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/remove", RemoveAsync).RequireRateLimiting(WebLimits.Changing);
        // The answer to a form has the form's address: who loads it again, or goes there, sees the audit.
        foreach (var form in new[] { "sender", "own-sender", "delete", "remove", "claim", "owner", "again", "delivery-status" })
        {
            routes.MapGetAndHead($"/audits/{{token}}/{form}", (string token) => AuditToken.TryParse(token, out var audit) ? Results.Redirect($"/audits/{audit}") : NoAudit());
        }
    }

    private static async Task<IResult> NameAsync(
        string token,
        HttpRequest request,
        AuditRegistry registry,
        AuditReports reports,
        AuditPages pages,
        AuditFeed feed,
        InboundQueue inbound,
        CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        var form = await request.FormAsync(cancellationToken);
        var (provider, domain, then) = (form["provider"].ToString(), form["domain"].ToString(), form["then"].ToString());
        if (OwnerKey.Of(request, await registry.StandingAsync(audit, cancellationToken)) is null)
        {
            return await RefuseAsync(OwnersOnly);
        }

        if (then == "withdraw")
        {
            await registry.WithdrawAsync(audit, cancellationToken);
            return new FormDone(audit, then);
        }

        var sender = SenderForm.Parse(provider, domain);
        if (!sender.IsValid)
        {
            return await RefuseAsync(new(StatusCodes.Status400BadRequest, "That cannot be saved", sender.Error));
        }

        if (then == "publish" && (await reports.ReportAsync(audit, cancellationToken)).Phase != AuditPhase.Judged)
        {
            return await RefuseAsync(new(StatusCodes.Status409Conflict, "There is no verdict yet", "An audit can be published when it has one."));
        }

        await registry.NameAsync(audit, sender.Value, cancellationToken);
        if (then == "publish")
        {
            await registry.PublishAsync(audit, cancellationToken);
        }

        feed.Notify(audit);
        var isAsked = sender.Value.Domain is not { } name || inbound.TryAsk(name);
        return new FormDone(audit, !isAsked ? "busy" : then == "publish" ? then : "save");

        Task<IResult> RefuseAsync(FormFault fault) =>
            pages.RefuseAsync(audit, request.HttpContext, fault with { Provider = provider, Domain = domain }, cancellationToken);
    }

    private static async Task<IResult> PickAsync(
        string token, HttpRequest request, AuditRegistry registry, AuditReports reports, AuditPages pages, AuditFeed feed, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        if (OwnerKey.Of(request, await registry.StandingAsync(audit, cancellationToken)) is null)
        {
            return await pages.RefuseAsync(audit, request.HttpContext, OwnersOnly, cancellationToken);
        }

        var picked = (await request.FormAsync(cancellationToken))["sender"].ToString();
        if (picked.Length > 0 && !SenderChoice.Of(await reports.ReportAsync(audit, cancellationToken)).Any(choice => choice.Key == picked))
        {
            return await pages.RefuseAsync(audit, request.HttpContext,
                new(StatusCodes.Status400BadRequest, "That cannot be saved", "No such sender mailed this audit: pick one of those that are shown here."), cancellationToken);
        }

        await registry.PickAsync(audit, picked.Length > 0 ? picked : null, cancellationToken);
        feed.Notify(audit);
        return new FormDone(audit, "picked");
    }

    private static async Task<IResult> RemoveAsync(
        string token, HttpRequest request, AdminSecret admin, AuditRegistry registry, AuditPages pages, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        if (!admin.Matches((await request.FormAsync(cancellationToken))["secret"].ToString()))
        {
            return await pages.RefuseAsync(audit, request.HttpContext,
                new(StatusCodes.Status403Forbidden, "That is not the secret", "Only the administrator of this testbed can remove an audit from the published ones."), cancellationToken);
        }

        await registry.RemoveAsync(audit, cancellationToken);
        return new FormDone(audit, "remove");
    }

    private static async Task<IResult> DeleteAsync(
        string token,
        HttpRequest request,
        AdminSecret admin,
        AuditRegistry registry,
        IEvidenceStore store,
        AuditDeletion deletion,
        AuditPages pages,
        AuditFeed feed,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        var form = await request.FormAsync(cancellationToken);
        var standing = await registry.StandingAsync(audit, cancellationToken);
        if (!admin.Matches(form["secret"].ToString()))
        {
            if (OwnerKey.Of(request, standing) is null)
            {
                return await RefuseAsync(OwnersOnly);
            }

            // Anybody who was shown an audit without an owner can claim it: that must not be a way to delete what another one mailed.
            if (await store.MessagesAsync(audit, cancellationToken) is [var first, ..] && first.At < standing.OwnedSince)
            {
                return await RefuseAsync(new(StatusCodes.Status403Forbidden, "Only the administrator may do that", "This audit had mail before it had an owner, so it is not known whose mail it is."));
            }
        }

        if (form["sure"] != "yes")
        {
            return await RefuseAsync(new(StatusCodes.Status400BadRequest, "Nothing was deleted", "Tick that you are sure."));
        }

        // Once begun it goes to its end, though the browser may have gone.
        await deletion.DeleteAsync(audit, lifetime.ApplicationStopping);
        OwnerKey.Take(request.HttpContext.Response, audit);
        feed.Notify(audit);
        return new FormDone(audit, "delete");

        Task<IResult> RefuseAsync(FormFault fault) => pages.RefuseAsync(audit, request.HttpContext, fault, cancellationToken);
    }

    internal static IResult NoAudit() =>
        ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no audit", "An audit is named by a UUID.");
}
