using MtaStsAudit.Collector.Web;

namespace MtaStsAudit.Collector.Http;

/// <summary>A request that cannot be read is answered, and no line of the log: whoever sends such requests sends many.</summary>
internal static class RequestFaults
{
    public static void UseRequestFaults(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await ProblemPages.Of(fault.StatusCode, "That cannot be read", fault.Message).ExecuteAsync(context);
        }
    });
}
