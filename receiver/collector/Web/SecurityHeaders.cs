namespace MtaStsAudit.Collector.Web;

/// <summary>
/// The headers that keep a page from doing anything but its own business. What senders wrote is escaped; if that ever failed,
/// the policy would still not let it run.
/// </summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // An audit's address is its secret: it goes to no other site. Within this one the referrer stays, or browsers would hide
        // the origin of forms as well.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
            // Browsers heed it over TLS only, and complain elsewhere.
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }

        return next(context);
    });
}
