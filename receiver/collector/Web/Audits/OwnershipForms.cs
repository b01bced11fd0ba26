using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>How an audit gets its owner: by being made, made again, claimed, or entered with its key.</summary>
internal static class OwnershipForms
{
    public static void MapOwnership(this IEndpointRouteBuilder forms)
    {
        forms.MapPost("", MakeAsync).RequireRateLimiting(WebLimits.Making)
            .AnswersWith<FormDoneBody>(StatusCodes.Status201Created, "Makes an audit; form field: suite (one of the testbed's, or none)", 400, 403, 429);
        forms.MapPost("/{token}/again", MakeAgainAsync).RequireRateLimiting(WebLimits.Making);
        forms.MapPost("/{token}/claim", ClaimAsync).RequireRateLimiting(WebLimits.Making);
        forms.MapPost("/{token}/owner", EnterAsync).RequireRateLimiting(WebLimits.Changing);
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

        return new FormDone(token, "made", await GiveToAsync(request.HttpContext.Response, token, registry, cancellationToken));
    }

    // Only the owner's: what comes after an audit is said on its page too.
    private static async Task<IResult> MakeAgainAsync(string token, HttpRequest request, AuditRegistry registry, AuditPages pages, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var earlier))
        {
            return AuditForms.NoAudit();
        }

        var standing = await registry.StandingAsync(earlier, cancellationToken);
        if (OwnerKey.Of(request, standing) is null)
        {
            return await pages.RefuseAsync(earlier, request.HttpContext,
                new(StatusCodes.Status403Forbidden, "Only its owner may do that", "To audit the same sender yourself, make a new audit on the start page."), cancellationToken);
        }

        var next = AuditToken.New();
        await registry.FollowAsync(next, earlier, cancellationToken);
        if (standing.Suite is { } suite)
        {
            await registry.ChooseAsync(next, suite, cancellationToken);
        }

        if (standing.Sender is { } sender)
        {
            await registry.NameAsync(next, sender, cancellationToken);
        }

        return new FormDone(next, "made", await GiveToAsync(request.HttpContext.Response, next, registry, cancellationToken));
    }

    private static async Task<IResult> ClaimAsync(string token, HttpContext context, AuditRegistry registry, AuditPages pages, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return AuditForms.NoAudit();
        }

        return await GiveToAsync(context.Response, audit, registry, cancellationToken) is { } key
            ? new FormDone(audit, "claimed", key)
            : await pages.RefuseAsync(audit, context,
                new(StatusCodes.Status409Conflict, "It has an owner", "Somebody claimed this audit already. With the owner’s key you can enter it."), cancellationToken);
    }

    private static async Task<IResult> EnterAsync(string token, HttpRequest request, AuditRegistry registry, AuditPages pages, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return AuditForms.NoAudit();
        }

        var key = (await request.FormAsync(cancellationToken))["key"].ToString().Trim();
        if (!OwnerKey.Opens(key, await registry.StandingAsync(audit, cancellationToken)))
        {
            return await pages.RefuseAsync(audit, request.HttpContext,
                new(StatusCodes.Status403Forbidden, "That is not the owner’s key", "The key is shown on the audit’s page in the browser that made it."), cancellationToken);
        }

        OwnerKey.Give(request.HttpContext.Response, audit, key);
        return new FormDone(audit, "claimed");
    }

    /// <returns>The new owner's key; null: it has an owner.</returns>
    private static async Task<string?> GiveToAsync(HttpResponse response, AuditToken token, AuditRegistry registry, CancellationToken cancellationToken)
    {
        var key = OwnerKey.New();
        if (!await registry.ClaimAsync(token, OwnerKey.DigestOf(key), cancellationToken))
        {
            return null;
        }

        OwnerKey.Give(response, token, key);
        return key;
    }
}
