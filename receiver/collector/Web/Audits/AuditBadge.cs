using System.Globalization;
using System.Security;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Layout;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary><c>GET /audits/TOKEN/badge.svg</c>: a published audit's verdict as a small picture, for pages of other sites.</summary>
internal static class AuditBadge
{
    private const string Subject = "MTA-STS sender";

    // The widths of letters are the reader's font's: textLength makes them fit.
    private const double OctetWidth = 6.6;
    private const int Margin = 7;

    public static void MapBadge(this IEndpointRouteBuilder routes) =>
        routes.MapGetAndHead("/audits/{token}/badge.svg", ShowAsync).RequireRateLimiting(WebLimits.Reading);

    private static async Task<IResult> ShowAsync(string token, HttpResponse response, AuditRegistry registry, AuditReports reports, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit) || !(await registry.StandingAsync(audit, cancellationToken)).IsPublished)
        {
            return ProblemPages.Of(StatusCodes.Status404NotFound, "There is no badge", "An audit has one when its owner has published it.");
        }

        // Another site shows it as a picture, without asking by a script.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.Headers.CacheControl = "public, max-age=300";
        var report = await reports.ReportAsync(audit, cancellationToken);
        return Results.Text(Svg(Wording.Of(report), Tones.Of(report.Label)), "image/svg+xml; charset=utf-8");
    }

    internal static string Svg(string verdict, Tone tone)
    {
        var (left, right) = (WidthOf(Subject), WidthOf(verdict));
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{Subject}: {SecurityElement.Escape(verdict)}">
            <title>{Subject}: {SecurityElement.Escape(verdict)}</title>
            <rect width="{left + right}" height="20" rx="3" fill="#3f4d5f"/>
            <path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" fill="{ColourOf(tone)}"/>
            <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <text x="{Margin}" y="14" textLength="{left - 2 * Margin}">{Subject}</text>
            <text x="{left + Margin}" y="14" textLength="{right - 2 * Margin}">{SecurityElement.Escape(verdict)}</text>
            </g>
            </svg>

            """);
    }

    private static int WidthOf(string text) => (int)Math.Round(text.Length * OctetWidth) + 2 * Margin;

    // Those of the style sheet for light pages; white on each has a contrast of 4.5 or more.
    private static string ColourOf(Tone tone) => tone switch
    {
        Tone.Good => "#0d6437",
        Tone.Warning => "#6f4700",
        Tone.Bad => "#9c1c16",
        Tone.Special => "#54309f",
        Tone.Neutral or Tone.Waiting => "#4f5d6e",
    };
}
