using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary><c>GET /audits/TOKEN/events</c>: the live part of an audit's page, pushed whenever it changes.</summary>
internal static class EventsEndpoint
{
    /// <summary>Often enough that no router on the way forgets the connection.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(3);

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audits/{token}/events", Watch).RequireRateLimiting(WebLimits.Watching);

    /// <param name="seen">The version that the page shows; a browser that reconnects says so in a header.</param>
    private static IResult Watch(
        string token, string? seen, HttpContext context, AuditFeed feed, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no audit", "An audit is named by a UUID.");
        }

        if (feed.Join(audit) is not { } subscription)
        {
            context.Response.Headers.RetryAfter = "30";
            return ProblemPages.Of(StatusCodes.Status503ServiceUnavailable, "Too many pages are open", "Load the page again to see what is new.");
        }

        var shown = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : seen;
        // Set before the answer begins; a proxy that collects the answer first would make it none.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(StatesAsync(subscription, shown, time, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> StatesAsync(
        AuditFeed.Subscription subscription,
        string? shown,
        TimeProvider time,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken aborted)
    {
        await using var _ = subscription;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        yield return new SseItem<string>("", "open") { ReconnectionInterval = ComeBackAfter };
        while (await NextAsync(subscription.Watcher, time, ending.Token) is { } next)
        {
            if (next.State is not { } state)
            {
                yield return new SseItem<string>("", "alive");
            }
            else if (state.Version != shown)
            {
                shown = state.Version;
                yield return new SseItem<string>(state.Html, "state") { EventId = state.Version };
            }
        }
    }

    /// <returns>A state, or a sign of life without one; null at the end.</returns>
    private static async Task<(LiveState? State, bool IsAlive)?> NextAsync(Watcher watcher, TimeProvider time, CancellationToken ending)
    {
        using var patience = new CancellationTokenSource(SignOfLife, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, patience.Token);
        try
        {
            return (await watcher.States.ReadAsync(either.Token), true);
        }
        catch (OperationCanceledException)
        {
            return ending.IsCancellationRequested ? null : (null, true);
        }
    }
}
