namespace MtaStsAudit.Collector.Http;

/// <summary>What can be read can be asked about as well: HEAD answers as GET does, without the content (RFC 9110 §9.3.2).</summary>
internal static class GetAndHead
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // The server leaves out the content by itself.
    public static RouteHandlerBuilder MapGetAndHead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapMethods(pattern, Methods, handler);
}
