using System.Globalization;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.About;

/// <summary>What a site says of itself: <c>GET /about</c>, <c>/robots.txt</c> and <c>/.well-known/security.txt</c>.</summary>
internal static class AboutEndpoint
{
    // RFC 9116 §2.5.5: less than a year ahead. It is written anew at each request.
    private static readonly TimeSpan StaysTrue = TimeSpan.FromDays(180);

    // What is for programs, or changes while it is read. Audits that are not published say noindex themselves, which has to be read.
    private const string Robots = "User-agent: *\nDisallow: /audits/*/\nDisallow: /poll\nDisallow: /mailbox\n";

    public static void MapAbout(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/about", (CollectorSettings settings) => new Page<AboutPage, CollectorSettings>(settings));
        routes.MapGetAndHead("/robots.txt", () => Results.Text(Robots, "text/plain; charset=utf-8"));
        // RFC 9116 §3.
        routes.MapGetAndHead("/.well-known/security.txt", (HttpRequest request, CollectorSettings settings, TimeProvider time) =>
            request.IsOfPolicyHost(settings.Names) ? Results.NotFound() : Results.Text(SecurityText(settings, time.GetUtcNow()), "text/plain; charset=utf-8"));
    }

    private static string SecurityText(CollectorSettings settings, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture,
            $"Contact: {settings.Operator.ContactUri(settings.Names)}\nExpires: {(now + StaysTrue).UtcDateTime:yyyy-MM-dd'T'00:00:00'Z'}\nPreferred-Languages: en\nCanonical: https://{settings.Names.Api}/.well-known/security.txt\nPolicy: https://{settings.Names.Api}/about\n");
}
