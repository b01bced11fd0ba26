using MtaStsAudit.Collector.Http;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>The published audits.</summary>
public sealed record ProvidersModel(IReadOnlyList<ProviderRow> Rows, ProviderOrder Order);

/// <summary><c>GET /providers</c>, as a page or as JSON, and <c>/providers.json</c>, <c>/providers.md</c> and <c>/providers.csv</c>.</summary>
internal static class ProvidersEndpoint
{
    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/providers", async (string? sort, string? order, HttpContext context, ProviderTable table, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.Vary = "Accept";
            var by = ProviderOrder.Parse(sort, order);
            var rows = by.Sort(await table.RowsAsync(cancellationToken));
            return Preference.IsHtml(context.Request) ? new Page<ProvidersPage, ProvidersModel>(new(rows, by)) : Json(rows);
        });
        routes.MapGetAndHead("/providers.json", async (string? sort, string? order, ProviderTable table, CancellationToken cancellationToken) =>
            Json(await SortedAsync(sort, order, table, cancellationToken)));
        routes.MapGetAndHead("/providers.md", async (string? sort, string? order, ProviderTable table, CancellationToken cancellationToken) =>
            Results.Text(ProviderExports.Markdown(await SortedAsync(sort, order, table, cancellationToken)), "text/markdown; charset=utf-8"));
        routes.MapGetAndHead("/providers.csv", async (string? sort, string? order, HttpResponse response, ProviderTable table, CancellationToken cancellationToken) =>
        {
            response.Headers.ContentDisposition = "attachment; filename=\"mta-sts-providers.csv\"";
            return Results.Text(ProviderExports.Csv(await SortedAsync(sort, order, table, cancellationToken)), "text/csv; charset=utf-8; header=present");
        });
    }

    private static IResult Json(IReadOnlyList<ProviderRow> rows) =>
        Results.Json([.. rows.Select(ProviderEntry.Of)], ProviderJson.Default.IReadOnlyListProviderEntry);

    private static async Task<IReadOnlyList<ProviderRow>> SortedAsync(
        string? sort, string? order, ProviderTable table, CancellationToken cancellationToken) =>
        ProviderOrder.Parse(sort, order).Sort(await table.RowsAsync(cancellationToken));
}
