using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.InboundChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What changes something about an audit: making, claiming, naming, publishing, removing, deleting. Every answer leads back to its page.</summary>
internal static class AuditForms
{
    private const int LargestForm = 8 * 1024;

    public static void MapAuditForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/audits").AddEndpointFilter<SameOrigin>().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        forms.MapPost("", MakeAsync).RequireRateLimiting(WebLimits.Making);
        forms.MapPost("/{token}/claim", ClaimAsync).RequireRateLimiting(WebLimits.Making);
        forms.MapPost("/{token}/owner", EnterAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/sender", NameAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/own-sender", PickAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/delete", DeleteAsync).RequireRateLimiting(WebLimits.Changing);
        forms.MapPost("/{token}/remove", RemoveAsync).RequireRateLimiting(WebLimits.Changing);
    }

    private static async Task<IResult> MakeAsync(HttpRequest request, CollectorSettings settings, AuditRegistry registry, CancellationToken cancellationToken)
    {
        var chosen = (await request.FormAsync(cancellationToken))["suite"].ToString();
        if (chosen.Length > 0 && settings.Suite.Offered.All(suite => suite.Name != chosen))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "That suite is not here",
                $"This testbed has {string.Join(", ", settings.Suite.Offered.Select(suite => suite.Name))}.");
        }

        var token = AuditToken.New();
        if (chosen.Length > 0)
        {
            await registry.ChooseAsync(token, chosen, cancellationToken);
        }

        await GiveToAsync(request.HttpContext.Response, token, registry, cancellationToken);
        return SeeOther(token, "made");
    }

    private static async Task<IResult> ClaimAsync(
        string token, HttpResponse response, AuditRegistry registry, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        return await GiveToAsync(response, audit, registry, cancellationToken)
            ? SeeOther(audit, "claimed")
            : ProblemPages.Of(StatusCodes.Status409Conflict, "It has an owner", "Somebody claimed this audit already. With the owner’s key you can enter it.");
    }

    private static async Task<IResult> EnterAsync(
        string token, HttpRequest request, AuditRegistry registry, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        var key = (await request.FormAsync(cancellationToken))["key"].ToString().Trim();
        if (!OwnerKey.Opens(key, await registry.StandingAsync(audit, cancellationToken)))
        {
            return ProblemPages.Of(StatusCodes.Status403Forbidden, "That is not the owner’s key", "The key is shown on the audit’s page in the browser that made it.");
        }

        OwnerKey.Give(request.HttpContext.Response, audit, key);
        return SeeOther(audit, "claimed");
    }

    private static async Task<IResult> NameAsync(
        string token,
        HttpRequest request,
        AuditRegistry registry,
        AuditReports reports,
        AuditFeed feed,
        InboundQueue inbound,
        CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        if (OwnerKey.Of(request, await registry.StandingAsync(audit, cancellationToken)) is null)
        {
            return ProblemPages.Of(StatusCodes.Status403Forbidden, "Only its owner may do that", "Open the audit in the browser that made it, or enter the owner’s key there.");
        }

        var form = await request.FormAsync(cancellationToken);
        var then = form["then"].ToString();
        if (then == "withdraw")
        {
            await registry.WithdrawAsync(audit, cancellationToken);
            return SeeOther(audit, then);
        }

        var sender = SenderForm.Parse(form["provider"].ToString(), form["domain"].ToString());
        if (!sender.IsValid)
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "That cannot be saved", sender.Error);
        }

        if (then == "publish" && (await reports.ReportAsync(audit, cancellationToken)).Phase != AuditPhase.Judged)
        {
            return ProblemPages.Of(StatusCodes.Status409Conflict, "There is no verdict yet", "An audit can be published when it has one.");
        }

        await registry.NameAsync(audit, sender.Value, cancellationToken);
        if (then == "publish")
        {
            await registry.PublishAsync(audit, cancellationToken);
        }

        feed.Notify(audit);
        var isAsked = sender.Value.Domain is not { } domain || inbound.TryAsk(domain);
        return SeeOther(audit, !isAsked ? "busy" : then == "publish" ? then : "save");
    }

    private static async Task<IResult> PickAsync(
        string token, HttpRequest request, AuditRegistry registry, AuditReports reports, AuditFeed feed, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        if (OwnerKey.Of(request, await registry.StandingAsync(audit, cancellationToken)) is null)
        {
            return ProblemPages.Of(StatusCodes.Status403Forbidden, "Only its owner may do that", "Open the audit in the browser that made it, or enter the owner’s key there.");
        }

        var picked = (await request.FormAsync(cancellationToken))["sender"].ToString();
        if (picked.Length > 0 && !SenderChoice.Of(await reports.ReportAsync(audit, cancellationToken)).Any(choice => choice.Key == picked))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "That cannot be saved", "No such sender mailed this audit: pick one of those on its page.");
        }

        await registry.PickAsync(audit, picked.Length > 0 ? picked : null, cancellationToken);
        feed.Notify(audit);
        return SeeOther(audit, "picked");
    }

    private static async Task<IResult> RemoveAsync(
        string token, HttpRequest request, AdminSecret admin, AuditRegistry registry, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return NoAudit();
        }

        if (!admin.Matches((await request.FormAsync(cancellationToken))["secret"].ToString()))
        {
            return ProblemPages.Of(StatusCodes.Status403Forbidden, "That is not the secret", "Only the administrator of this testbed can remove an audit from the published ones.");
        }

        await registry.RemoveAsync(audit, cancellationToken);
        return SeeOther(audit, "remove");
    }

    private static async Task<IResult> DeleteAsync(
        string token,
        HttpRequest request,
        AdminSecret admin,
        AuditRegistry registry,
        IEvidenceStore store,
        AuditDeletion deletion,
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
                return ProblemPages.Of(StatusCodes.Status403Forbidden, "Only its owner may do that", "Open the audit in the browser that made it, or enter the owner’s key there.");
            }

            // Anybody who was shown an audit without an owner can claim it: that must not be a way to delete what another one mailed.
            if (await store.MessagesAsync(audit, cancellationToken) is [var first, ..] && first.At < standing.OwnedSince)
            {
                return ProblemPages.Of(StatusCodes.Status403Forbidden, "Only the administrator may do that", "This audit had mail before it had an owner, so it is not known whose mail it is.");
            }
        }

        if (form["sure"] != "yes")
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "Nothing was deleted", "Go back and tick that you are sure.");
        }

        // Once begun it goes to its end, though the browser may have gone.
        await deletion.DeleteAsync(audit, lifetime.ApplicationStopping);
        OwnerKey.Take(request.HttpContext.Response, audit);
        feed.Notify(audit);
        return SeeOther(audit, "delete");
    }

    private static async Task<bool> GiveToAsync(HttpResponse response, AuditToken token, AuditRegistry registry, CancellationToken cancellationToken)
    {
        var key = OwnerKey.New();
        if (!await registry.ClaimAsync(token, OwnerKey.DigestOf(key), cancellationToken))
        {
            return false;
        }

        OwnerKey.Give(response, token, key);
        return true;
    }

    private static IResult NoAudit() =>
        ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no audit", "An audit is named by a UUID.");

    // 303: the browser gets the page, so that loading it again does not send the form again.
    private static SeeOtherResult SeeOther(AuditToken token, string done) => new($"/audits/{token}?done={done}");
}

/// <summary>RFC 9110 §15.4.4.</summary>
internal sealed class SeeOtherResult(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
