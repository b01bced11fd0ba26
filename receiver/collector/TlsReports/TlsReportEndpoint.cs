using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Takes TLS reports by POST, RFC 8460 §5.4, plain and compressed. The report is stored as it came.</summary>
internal static class TlsReportEndpoint
{
    public static void MapTlsReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/tlsrpt", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(TlsReportBody.Largest)).RequireRateLimiting(HttpLimits.Reporting);

    // RFC 8460 §6.5 registers the first.
    private static readonly string[] GzipTypes = ["application/tlsrpt+gzip", "application/gzip", "application/x-gzip"];

    private const int LongestName = 512;

    private static async Task<IResult> TakeAsync(HttpRequest request, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var body = await TlsReportBody.ReadAsync(request.Body, cancellationToken);
        if (body.Text is null)
        {
            return Refusal(body.Fault);
        }

        // Some reporters announce gzip and send JSON as it is. What is neither cannot be read, now or later.
        if (AnnouncesGzip(request) && !TlsReportBody.MayBeReport(Encoding.UTF8.GetBytes(body.Text)))
        {
            return Refusal(TlsReportFault.DamagedGzip);
        }

        // RFC 8460 §5.5: when the store is away, the answer is 503 (StoreFaults) and the reporter tries again for a day.
        var observation = new TlsReportReceived(request.HttpContext.ClientAddress(), request.UserAgent(), body.Text, EnvelopeOf(request));
        await store.AppendAsync([observation], default, cancellationToken);

        // RFC 8460 §5.4: 200 or 201 is what reporters expect; whether the report can be read is not answered here.
        return Results.Text("OK");
    }

    private static bool AnnouncesGzip(HttpRequest request) =>
        request.Headers.ContentEncoding.Any(encoding => encoding?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true)
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && GzipTypes.Contains(type.MediaType.Value ?? "", StringComparer.OrdinalIgnoreCase));

    // RFC 6266 §4.1; the name says which domain the report is about, RFC 8460 §5.1.
    private static ReportEnvelope? EnvelopeOf(HttpRequest request)
    {
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition))
        {
            return null;
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar is { Length: > 0 } star ? star : disposition.FileName).Value;
        return string.IsNullOrWhiteSpace(name) ? null : new(ByMail: false, name[..Math.Min(name.Length, LongestName)]);
    }

    private static IResult Refusal(TlsReportFault? fault) => fault switch
    {
        TlsReportFault.TooLarge => Refused(StatusCodes.Status413PayloadTooLarge, $"A report has at most {TlsReportBody.Largest} octets, compressed and inflated."),
        TlsReportFault.DamagedGzip => Refused(StatusCodes.Status400BadRequest, "The report is not valid gzip."),
        TlsReportFault.NotText => Refused(StatusCodes.Status400BadRequest, "The report is neither JSON nor gzip."),
        TlsReportFault.Empty or null => Refused(StatusCodes.Status400BadRequest, "The report is empty."),
    };

    private static IResult Refused(int status, string words) => ProblemPages.Of(status, "The report was not taken", words);
}
