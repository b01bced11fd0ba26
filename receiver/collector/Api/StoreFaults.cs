using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web;

namespace MtaStsAudit.Collector.Api;

/// <summary>A store that does not answer is the service's trouble, not the caller's: 503, and come again.</summary>
internal static class StoreFaults
{
    private const string ComeAgainSeconds = "30";

    public static void UseStoreFaults(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (EvidenceStoreException) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = ComeAgainSeconds;
            await ProblemPages.Of(StatusCodes.Status503ServiceUnavailable, "The store does not answer", "Try again in half a minute.").ExecuteAsync(context);
        }
    });
}
