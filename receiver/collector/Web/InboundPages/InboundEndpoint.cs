using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.InboundChecks;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.InboundPages;

/// <summary>Where a domain's inbound policy is asked for.</summary>
/// <param name="Domain">As it was typed.</param>
/// <param name="Fault">Why nothing is checked; null: nothing was wrong.</param>
public sealed record InboundFormModel(string Domain = "", string? Fault = null);

/// <summary>A domain whose check is to come.</summary>
public sealed record InboundPendingModel(DomainName Domain);

/// <summary>
/// <c>GET /inbound</c>, a form, and <c>GET /inbound/DOMAIN</c>, the newest check. Looking at it makes none. A check goes to public addresses
/// only, to port 443 of the policy host and port 25 of the MX hosts, and follows no redirect.
/// </summary>
internal static class InboundEndpoint
{
    public static void MapInbound(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/inbound/{domain}", ShowAsync).Answers<InboundReport>("The newest inbound check of a domain", 404, 429, 503);
        routes.MapGetAndHead("/inbound", (string? domain, CollectorSettings settings) =>
            settings.OffersInboundCheck ? new Page<InboundFormPage, InboundFormModel>(new(Typed(domain))) : NotOffered());
        routes.MapPost("/inbound", CheckAsync).AddEndpointFilter<SameOrigin>().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(AuditForms.Largest)).RequireRateLimiting(WebLimits.Checking);
    }

    private static async Task<IResult> CheckAsync(
        HttpRequest request, CollectorSettings settings, InboundQueue queue, InboundResults results, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!settings.OffersInboundCheck)
        {
            return NotOffered();
        }

        var typed = (await request.FormAsync(cancellationToken))["domain"].ToString();
        if (!MailDomain.TryParse(typed, out var domain, out var fault))
        {
            return Refused(request, StatusCodes.Status400BadRequest, typed, $"That domain cannot be checked: {fault}.");
        }

        if (domain.Parent is null)
        {
            return Refused(request, StatusCodes.Status400BadRequest, typed, "That domain cannot be checked: a mail domain has two labels or more.");
        }

        var isFresh = await results.FindAsync(domain, cancellationToken) is { } known && time.GetUtcNow() - known.At < InboundWorker.FreshFor;
        if (!isFresh && !queue.TryAsk(domain))
        {
            return Refused(request, StatusCodes.Status503ServiceUnavailable, typed, "Too many domains wait for their check. Ask again in some minutes.");
        }

        request.HttpContext.Response.Headers.Location = $"/inbound/{domain}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> ShowAsync(
        string domain, HttpContext context, InboundQueue queue, InboundResults results, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        if (!MailDomain.TryParse(domain, out var name, out _))
        {
            return NotChecked();
        }

        if (queue.IsPending(name))
        {
            context.Response.Headers.RetryAfter = "3";
            return Preference.IsHtml(context.Request)
                ? new Page<InboundPendingPage, InboundPendingModel>(new(name))
                : ProblemPages.Of(StatusCodes.Status503ServiceUnavailable, "That domain is being checked", "Ask again in some seconds.");
        }

        return await results.FindAsync(name, cancellationToken) is not { } result || Read(result) is not { } report ? NotChecked()
            : Preference.IsHtml(context.Request) ? new Page<InboundPage, InboundReport>(report)
            : Results.Json(report, InboundReportJson.Default.InboundReport);
    }

    private static IResult NotChecked() =>
        ProblemPages.Of(StatusCodes.Status404NotFound, "That domain was not checked", "A domain is checked when somebody asks for it at /inbound, or when the owner of an audit names it.");

    private static IResult NotOffered() =>
        ProblemPages.Of(StatusCodes.Status404NotFound, "That is not offered here", "The operator of this testbed has the inbound check turned off. The command line has it: audit inbound.");

    private static IResult Refused(HttpRequest request, int status, string typed, string fault) => Preference.IsHtml(request)
        ? new Page<InboundFormPage, InboundFormModel>(new(Typed(typed), fault), status)
        : ProblemPages.Of(status, "That domain is not checked", fault);

    private static string Typed(string? domain) => domain is null ? "" : domain[..Math.Min(domain.Length, 300)];

    // An older version may have written another form.
    private static InboundReport? Read(InboundResult result)
    {
        try
        {
            return JsonSerializer.Deserialize(result.Report, InboundReportJson.Default.InboundReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
