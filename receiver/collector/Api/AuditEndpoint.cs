using System.Globalization;
using Microsoft.Extensions.Primitives;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Api;

/// <summary>
/// Answers what became of an audit: <c>GET /audits/TOKEN</c>, as JSON or, for a browser, as a page, with as much of the evidence as is
/// read at once; <c>?before=ID</c> has what is older, <c>.json</c> all.
/// </summary>
internal static class AuditEndpoint
{
    public static void MapAudits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audits/{token}", AnswerAsync);
        routes.MapGet("/audits/{token}.json", DownloadAsync);
        routes.MapGet("/audits/{token}/export.json", ExportAsync);
    }

    private static Task<IResult> AnswerAsync(
        string token, string? before, HttpContext context, AuditReports reports, AuditPages pages, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        if (Preference.IsHtml(context.Request) && AuditToken.TryParse(token, out var audit))
        {
            return pages.ShowAsync(audit, context, cancellationToken);
        }

        long? id = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return before is not null && id is null
            ? Task.FromResult(ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no record", "before is the id of a record."))
            : ReportAsync(token, context, reports, unknownTokens, report => Page(report, id, context.Response), cancellationToken);
    }

    private static AuditReport Page(AuditReport report, long? before, HttpResponse response)
    {
        var page = ReportPage.Of(report, before);
        // RFC 8288 §3: the Link header.
        response.Headers.Link = page.OlderEvidence is { } older ? $"<{older}>; rel=\"next\"" : default(StringValues);
        return page;
    }

    private static Task<IResult> DownloadAsync(
        string token, HttpContext context, AuditReports reports, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        context.Response.Headers.ContentDisposition = AuditToken.TryParse(token, out var audit) ? $"attachment; filename=\"audit-{audit}.json\"" : default;
        return ReportAsync(token, context, reports, unknownTokens, report => report, cancellationToken);
    }

    // All that the verdict is a function of, for judging it again elsewhere.
    private static async Task<IResult> ExportAsync(
        string token, HttpContext context, AuditReports reports, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no audit", "An audit is named by a UUID.");
        }

        var question = await reports.QuestionAsync(audit, cancellationToken);
        if (question.Records.Count == 0 && !unknownTokens.MayLook(context))
        {
            return WebLimiting.TooOften(context);
        }

        context.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{audit}-export.json\"";
        return Results.Json(AuditExport.Of(question), AuditExportJson.Default.AuditExport);
    }

    private static async Task<IResult> ReportAsync(
        string token, HttpContext context, AuditReports reports, UnknownTokens unknownTokens, Func<AuditReport, AuditReport> part, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no audit", "An audit is named by a UUID.");
        }

        var report = await reports.ReportAsync(audit, cancellationToken);
        return report.Evidence.Count == 0 && !unknownTokens.MayLook(context)
            ? WebLimiting.TooOften(context)
            : Results.Json(part(report), AuditReportJson.Default.AuditReport);
    }
}
