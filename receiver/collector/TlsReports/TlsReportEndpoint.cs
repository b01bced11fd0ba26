using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Takes TLS reports by POST, RFC 8460 §5.4, plain and compressed. The report is stored as it came.</summary>
internal static class TlsReportEndpoint
{
    /// <summary>The limit before and after inflating, in octets.</summary>
    public const int LargestReport = 1024 * 1024;

    public static void MapTlsReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/tlsrpt", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(LargestReport));

    private static async Task<IResult> TakeAsync(HttpRequest request, IEvidenceStore store, CancellationToken cancellationToken)
    {
        byte[]? report;
        try
        {
            report = await ReadAsync(request, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Results.Text("The report is not valid gzip.", statusCode: StatusCodes.Status400BadRequest);
        }

        switch (report)
        {
            case null:
                return Results.Text($"A report has at most {LargestReport} octets, compressed and inflated.", statusCode: StatusCodes.Status413PayloadTooLarge);
            case []:
                return Results.Text("The report is empty.", statusCode: StatusCodes.Status400BadRequest);
        }

        var observation = new TlsReportReceived(
            request.HttpContext.ClientAddress(),
            request.UserAgent(),
            Encoding.UTF8.GetString(report));
        await store.AppendAsync([observation], default, cancellationToken);
        return Results.Text("OK");
    }

    /// <returns>Null when it is too large.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // RFC 8460 §3 has the type, senders in the wild use the encoding as well.
        var compressed = request.ContentType?.StartsWith("application/tlsrpt+gzip", StringComparison.OrdinalIgnoreCase) == true
            || request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase);
        await using var body = compressed ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var report = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (report.Length + read > LargestReport)
            {
                return null;
            }

            report.Write(buffer, 0, read);
        }

        return report.ToArray();
    }
}
