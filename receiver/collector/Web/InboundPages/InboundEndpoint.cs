using System.Text.Json;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.InboundPages;

/// <summary><c>GET /inbound/DOMAIN</c>: the newest check that an owner had made. Looking at it makes none.</summary>
internal static class InboundEndpoint
{
    public static void MapInbound(this IEndpointRouteBuilder routes) => routes.MapGetAndHead("/inbound/{domain}", ShowAsync);

    private static async Task<IResult> ShowAsync(string domain, InboundResults results, CancellationToken cancellationToken) =>
        MailDomain.TryParse(domain, out var name, out _)
        && await results.FindAsync(name, cancellationToken) is { } result
        && Read(result) is { } report
            ? new Page<InboundPage, InboundReport>(report)
            : ProblemPages.Of(StatusCodes.Status404NotFound, "That domain was not checked", "A sender’s domain is checked when the owner of an audit names it.");

    // An older version may have written another form.
    private static InboundReport? Read(InboundResult result)
    {
        try
        {
            return JsonSerializer.Deserialize(result.Report, InboundReportJson.Default.InboundReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
