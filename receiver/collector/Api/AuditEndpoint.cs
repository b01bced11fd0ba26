using System.Globalization;
using Microsoft.Extensions.Primitives;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Api;

/// <summary>
/// Answers what became of an audit: <c>GET /audits/TOKEN</c>, as JSON or, for a browser, as a page, with as much of the evidence as is
/// read at once; <c>?before=ID</c> has what is older, <c>.json</c> all. <c>/audits/TOKEN+TOKEN+…</c> judges several tokens as one audit.
/// </summary>
internal static class AuditEndpoint
{
    public static void MapAudits(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/audits/{tokens}", ShowAsync).Answers<AuditReport>("What became of an audit; before has older evidence", 400, 429);
        routes.MapGetAndHead("/audits/{tokens}.json", DownloadAsync).Answers<AuditReport>("The same with all evidence", 400, 429);
        routes.MapGetAndHead("/audits/{tokens}.md", MarkdownAsync);
        routes.MapGetAndHead("/audits/{tokens}.csv", ProfileAsync);
        routes.MapGetAndHead("/audits/{tokens}/export.json", ExportAsync).Answers<AuditExport>("All that the verdict is a function of", 400, 429);
    }

    private static async Task<IResult> ShowAsync(
        string tokens, string? before, HttpContext context, AuditReports reports, AuditPages pages, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        if (!Preference.IsHtml(context.Request))
        {
            long? id = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            return before is not null && id is null
                ? ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no record", "before is the id of a record.")
                : await AnswerAsync(tokens, context, reports, unknownTokens, report => Json(Page(report, id, context.Response)), cancellationToken);
        }

        return !JoinedAudits.TryParse(tokens, out var audits, out var fault) ? NoAudit(fault)
            : audits is [var only] ? await pages.ShowAsync(only, context, cancellationToken)
            : MayJoin(audits, context, unknownTokens) ? await pages.ShowJoinedAsync(audits, context, cancellationToken)
            : WebLimiting.TooOften(context);
    }

    private static AuditReport Page(AuditReport report, long? before, HttpResponse response)
    {
        var page = ReportPage.Of(report, before);
        // RFC 8288 §3: the Link header.
        response.Headers.Link = page.OlderEvidence is { } older ? $"<{older}>; rel=\"next\"" : default(StringValues);
        return page;
    }

    private static Task<IResult> DownloadAsync(
        string tokens, HttpContext context, AuditReports reports, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        NameFile(tokens, "json", context);
        return AnswerAsync(tokens, context, reports, unknownTokens, Json, cancellationToken);
    }

    private static Task<IResult> MarkdownAsync(
        string tokens, HttpContext context, CollectorSettings settings, AuditReports reports, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        NameFile(tokens, "md", context);
        return AnswerAsync(
            tokens, context, reports, unknownTokens,
            report => Results.Text(AuditMarkdown.Of(report, $"https://{settings.Names.Api}/audits/{tokens}"), "text/markdown; charset=utf-8"),
            cancellationToken);
    }

    private static Task<IResult> ProfileAsync(
        string tokens, HttpContext context, AuditReports reports, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        NameFile(tokens, "csv", context);
        return AnswerAsync(
            tokens, context, reports, unknownTokens, report => Results.Text(ProfileCsv.Of(report.Profile ?? []), "text/csv; charset=utf-8; header=present"), cancellationToken);
    }

    // All that the verdict is a function of, for judging it again elsewhere.
    private static async Task<IResult> ExportAsync(
        string tokens, HttpContext context, AuditReports reports, UnknownTokens unknownTokens, CancellationToken cancellationToken)
    {
        if (!JoinedAudits.TryParse(tokens, out var audits, out var fault))
        {
            return NoAudit(fault);
        }

        if (!MayJoin(audits, context, unknownTokens))
        {
            return WebLimiting.TooOften(context);
        }

        var question = await reports.QuestionAsync(audits, cancellationToken);
        if (question.Records.Count == 0 && !unknownTokens.MayLook(context))
        {
            return WebLimiting.TooOften(context);
        }

        NameFile(tokens, "export.json", context);
        return Results.Json(AuditExport.Of(question), AuditExportJson.Default.AuditExport);
    }

    private static async Task<IResult> AnswerAsync(
        string tokens,
        HttpContext context,
        AuditReports reports,
        UnknownTokens unknownTokens,
        Func<AuditReport, IResult> form,
        CancellationToken cancellationToken)
    {
        if (!JoinedAudits.TryParse(tokens, out var audits, out var fault))
        {
            return NoAudit(fault);
        }

        if (!MayJoin(audits, context, unknownTokens))
        {
            return WebLimiting.TooOften(context);
        }

        var report = await reports.JoinedReportAsync(audits, cancellationToken);
        return report.Evidence.Count == 0 && !unknownTokens.MayLook(context) ? WebLimiting.TooOften(context) : form(report);
    }

    // Each further token may be a guess that hides behind a known one.
    private static bool MayJoin(IReadOnlyList<AuditToken> audits, HttpContext context, UnknownTokens unknownTokens) =>
        audits.Skip(1).All(_ => unknownTokens.MayLook(context));

    private static IResult Json(AuditReport report) => Results.Json(report, AuditReportJson.Default.AuditReport);

    private static void NameFile(string tokens, string ending, HttpContext context) =>
        context.Response.Headers.ContentDisposition = JoinedAudits.TryParse(tokens, out var audits, out _)
            ? $"attachment; filename=\"audit-{JoinedAudits.NameOf(audits)}.{ending}\""
            : default;

    private static IResult NoAudit(string fault) => ProblemPages.Of(StatusCodes.Status400BadRequest, "That names no audit", fault);
}
