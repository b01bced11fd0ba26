namespace MtaStsAudit.Collector.Web;

/// <summary>
/// Forms change things only from this site's own pages. Browsers say where a form comes from; what is no browser, and so carries
/// nobody's cookies, may leave that out.
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return IsOwn(request) ? await next(context) : ProblemPages.Of(
            StatusCodes.Status403Forbidden, "That form was not ours", "It was sent from a page of another site, so nothing was changed.");
    }

    private static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
}
