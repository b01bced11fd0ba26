using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.Web.TlsReports;

/// <summary>The reports of a time, newest first.</summary>
/// <param name="HasMore">Whether there were more than are shown.</param>
public sealed record TlsReportListModel(IReadOnlyList<ReadReport> Reports, IReadOnlyList<ReportedDay> Days, int DaysShown, bool HasMore);

/// <summary><c>GET /tls-reports</c> and <c>GET /tls-reports/ID</c>.</summary>
internal static class TlsReportPages
{
    private const int DaysShown = 35;
    private const int MostReports = 500;

    // Larger ones are shown on their own page only.
    private const int LongestInList = 128 * 1024;

    public static void MapTlsReportPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/tls-reports", ListAsync).Answers<IReadOnlyList<TlsReportEntry>>("The TLS reports of the last weeks, the newest first", 429);
        routes.MapGetAndHead("/tls-reports/{id:long}", ShowAsync).Answers<TlsReportEntry>("One TLS report, as it came", 404, 429);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, CollectorSettings settings, EvidenceArchive archive, ReportMails mails, TimeProvider time, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        var now = time.GetUtcNow();
        var records = await archive.TlsReportsAsync(now.AddDays(-DaysShown), now, LongestInList, MostReports + 1, cancellationToken);
        var signatures = records.Count == 0
            ? new Dictionary<long, ReportSignature>()
            : ReportStandings.SignaturesIn(await mails.ChecksAsync(records[^1].At, now, cancellationToken));
        var reports = records.Take(MostReports).Select(record => ReadReport.Of(record, settings.Names, signatures.GetValueOrDefault(record.Id))).ToList();
        if (Preference.IsJson(context.Request))
        {
            return Results.Json([.. reports.Select(report => TlsReportEntry.Of(report, whole: false))], TlsReportJson.Default.IReadOnlyListTlsReportEntry);
        }

        var days = ReportedDay.Of(reports, DateOnly.FromDateTime(now.UtcDateTime), DaysShown);
        return new Page<TlsReportListPage, TlsReportListModel>(new(reports, days, DaysShown, records.Count > MostReports));
    }

    private static async Task<IResult> ShowAsync(
        long id, HttpContext context, CollectorSettings settings, EvidenceArchive archive, ReportMails mails, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        if (await archive.TlsReportAsync(id, cancellationToken) is not { } record)
        {
            return ProblemPages.Of(StatusCodes.Status404NotFound, "There is no such report", "The number is not that of a TLS report.");
        }

        var signatures = ReportStandings.SignaturesIn(await mails.ChecksOfAsync(record, cancellationToken));
        var report = ReadReport.Of(record, settings.Names, signatures.GetValueOrDefault(id));
        return Preference.IsJson(context.Request)
            ? Results.Json(TlsReportEntry.Of(report, whole: true), TlsReportJson.Default.TlsReportEntry)
            : new Page<TlsReportPage, ReadReport>(report);
    }
}
