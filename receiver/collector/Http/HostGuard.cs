using MtaStsAudit.Collector.PolicyHost;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Http;

/// <summary>
/// Over TLS, each host name serves its own things: the API's everything but policies, a policy host its policy. Who looks at a
/// scenario's name in a browser is led to its page.
/// </summary>
internal static class HostGuard
{
    public static void UseHostGuard(this IApplicationBuilder app, SiteNames names) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<TlsConnection>() is not { } handshake)
        {
            if (LeadsToScenario(context, names))
            {
                return;
            }

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

        if (LeadsToScenario(context, names))
        {
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

    // A sender has no business at the root of a host: it asks for the policy (RFC 8461 §3.3), at its own path.
    private static bool LeadsToScenario(HttpContext context, SiteNames names)
    {
        var request = context.Request;
        if (request.Path != "/" || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || !DomainName.TryParse(AsciiName.Of(request.Host.Host), out var name) || names.ScenarioOf(name) is not { } scenario)
        {
            return false;
        }

        context.Response.Redirect($"https://{names.Api}/scenarios/{scenario}");
        return true;
    }
}
