using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Takes TLS reports by POST, RFC 8460 §5.4, plain and compressed. The report is stored as it came.</summary>
internal static class TlsReportEndpoint
{
    public static void MapTlsReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/tlsrpt", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(TlsReportBody.Largest)).RequireRateLimiting(HttpLimits.Reporting);

    private static async Task<IResult> TakeAsync(HttpRequest request, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var body = await TlsReportBody.ReadAsync(request.Body, cancellationToken);
        if (body.Text is null)
        {
            return Refusal(body.Fault);
        }

        // RFC 8460 §5.5: when the store is away, the answer is 503 (StoreFaults) and the reporter tries again for a day.
        var observation = new TlsReportReceived(request.HttpContext.ClientAddress(), request.UserAgent(), body.Text);
        await store.AppendAsync([observation], default, cancellationToken);

        // RFC 8460 §5.4: 200 or 201 is what reporters expect; whether the report can be read is not answered here.
        return Results.Text("OK");
    }

    private static IResult Refusal(TlsReportFault? fault) => fault switch
    {
        TlsReportFault.TooLarge => Results.Text(
            $"A report has at most {TlsReportBody.Largest} octets, compressed and inflated.", statusCode: StatusCodes.Status413PayloadTooLarge),
        TlsReportFault.DamagedGzip => Results.Text("The report is not valid gzip.", statusCode: StatusCodes.Status400BadRequest),
        _ => Results.Text("The report is empty.", statusCode: StatusCodes.Status400BadRequest),
    };
}
