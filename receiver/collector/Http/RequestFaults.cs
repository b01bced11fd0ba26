using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web;

namespace MtaStsAudit.Collector.Http;

/// <summary>
/// A request that cannot be read is answered, and no line of the log: whoever sends such requests sends many. What goes wrong by our own
/// fault is answered as well, and is one. Neither answer has the words of the framework.
/// </summary>
internal static partial class RequestFaults
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
            var status = fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            await ProblemPages.Of(status, "That cannot be read", WordsFor(status)).ExecuteAsync(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && fault is not EvidenceStoreException)
        {
            Log.Unhandled(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestFaults)), context.Request.Method, fault);
            await ProblemPages.Of(StatusCodes.Status500InternalServerError, "That went wrong here", "The fault is this service’s own and stands in its log. Try again later.")
                .ExecuteAsync(context);
        }
    });

    /// <summary>What is wrong with a request, by the status that it got.</summary>
    internal static string WordsFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "A part of the address or of what was sent is not what belongs there, or it breaks off.",
        StatusCodes.Status408RequestTimeout => "It came too slowly.",
        StatusCodes.Status411LengthRequired => "It does not say how long it is.",
        StatusCodes.Status413PayloadTooLarge => "It is larger than what is taken here.",
        StatusCodes.Status414UriTooLong => "Its address is too long.",
        StatusCodes.Status415UnsupportedMediaType => "It is of a type that is not taken here.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "Its header is too large.",
        _ => "The request was not answered.",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A {Method} request came to no end")]
        public static partial void Unhandled(ILogger logger, string method, Exception fault);
    }
}
