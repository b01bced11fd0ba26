namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>The published audits.</summary>
public sealed record ProvidersModel(IReadOnlyList<ProviderRow> Rows, ProviderOrder Order);

/// <summary><c>GET /providers</c>, <c>/providers.md</c> and <c>/providers.csv</c>.</summary>
internal static class ProvidersEndpoint
{
    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/providers", async (string? sort, string? order, ProviderTable table, CancellationToken cancellationToken) =>
        {
            var by = ProviderOrder.Parse(sort, order);
            return new Page<ProvidersPage, ProvidersModel>(new(by.Sort(await table.RowsAsync(cancellationToken)), by));
        });
        routes.MapGet("/providers.md", async (string? sort, string? order, ProviderTable table, CancellationToken cancellationToken) =>
            Results.Text(ProviderExports.Markdown(await SortedAsync(sort, order, table, cancellationToken)), "text/markdown; charset=utf-8"));
        routes.MapGet("/providers.csv", async (string? sort, string? order, HttpResponse response, ProviderTable table, CancellationToken cancellationToken) =>
        {
            response.Headers.ContentDisposition = "attachment; filename=\"mta-sts-providers.csv\"";
            return Results.Text(ProviderExports.Csv(await SortedAsync(sort, order, table, cancellationToken)), "text/csv; charset=utf-8; header=present");
        });
    }

    private static async Task<IReadOnlyList<ProviderRow>> SortedAsync(
        string? sort, string? order, ProviderTable table, CancellationToken cancellationToken) =>
        ProviderOrder.Parse(sort, order).Sort(await table.RowsAsync(cancellationToken));
}
