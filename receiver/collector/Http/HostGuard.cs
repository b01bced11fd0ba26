using MtaStsAudit.Collector.PolicyHost;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Http;

/// <summary>Over TLS, each host name serves its own things: the API's everything but policies, a policy host its policy.</summary>
internal static class HostGuard
{
    public static void UseHostGuard(this IApplicationBuilder app, SiteNames names) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<TlsConnection>() is not { } handshake)
        {
            // The plain port is for the machine itself.
            await next(context);
            return;
        }

        var host = context.Request.Host.Host;
        if (!string.Equals(host, handshake.ServerName, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        if (!string.Equals(host, names.Api.Value, StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Asked of the endpoint, not of the path: routing knows one by several spellings.
        if (context.GetEndpoint()?.Metadata.GetMetadata<ForTheMachine>() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await next(context);
    });
}
