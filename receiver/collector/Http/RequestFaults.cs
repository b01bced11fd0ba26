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
        // What the store's disk does is a fault of the store, of another kind: here it is the request that cannot be read.
        catch (IOException fault) when (!context.Response.HasStarted)
        {
            var (status, words) = fault is BadHttpRequestException bad ? (bad.StatusCode, bad.Message) : (StatusCodes.Status400BadRequest, "The request breaks off, or its parts do not fit.");
            await ProblemPages.Of(status, "That cannot be read", words).ExecuteAsync(context);
        }
    });
}
