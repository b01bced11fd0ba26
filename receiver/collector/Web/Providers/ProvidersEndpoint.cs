using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>The published audits.</summary>
/// <param name="Audits">How many there are of each provider, by <see cref="ProviderHistory.KeyOf"/>.</param>
public sealed record ProvidersModel(IReadOnlyList<ProviderRow> Rows, ProviderOrder Order, IReadOnlyDictionary<string, int> Audits);

/// <summary>
/// <c>GET /providers</c>, as a page or as JSON, <c>/providers.json</c>, <c>.md</c>, <c>.csv</c> and <c>.atom</c>, and
/// <c>/providers/PROVIDER</c>, the history of one.
/// </summary>
internal static class ProvidersEndpoint
{
    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/providers", async (string? sort, string? order, string? search, HttpContext context, ProviderTable table, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.Vary = "Accept";
            var by = ProviderOrder.Parse(sort, order, search);
            var all = await table.RowsAsync(cancellationToken);
            return Preference.IsHtml(context.Request)
                ? new Page<ProvidersPage, ProvidersModel>(new(by.Sort(all), by, ProviderHistory.CountsOf(all)))
                : Json(by.Sort(all));
        }).Answers<IReadOnlyList<ProviderEntry>>("The published audits", 429);
        routes.MapGetAndHead("/providers.json", async (string? sort, string? order, string? search, ProviderTable table, CancellationToken cancellationToken) =>
            Json(await SortedAsync(sort, order, search, table, cancellationToken))).Answers<IReadOnlyList<ProviderEntry>>("The published audits", 429);
        routes.MapGetAndHead("/providers.md", async (string? sort, string? order, string? search, ProviderTable table, CancellationToken cancellationToken) =>
            Results.Text(ProviderExports.Markdown(await SortedAsync(sort, order, search, table, cancellationToken)), "text/markdown; charset=utf-8"));
        routes.MapGetAndHead("/providers.csv", async (string? sort, string? order, string? search, HttpResponse response, ProviderTable table, CancellationToken cancellationToken) =>
        {
            response.Headers.ContentDisposition = "attachment; filename=\"mta-sts-providers.csv\"";
            return Results.Text(ProviderExports.Csv(await SortedAsync(sort, order, search, table, cancellationToken)), "text/csv; charset=utf-8; header=present");
        });
        routes.MapGetAndHead("/providers.atom", async (CollectorSettings settings, ProviderTable table, TimeProvider time, CancellationToken cancellationToken) =>
            Results.Bytes(ProviderFeed.Of(await table.RowsAsync(cancellationToken), settings.Names, time.GetUtcNow()), "application/atom+xml; charset=utf-8"));
        routes.MapGetAndHead("/providers/{provider}", HistoryAsync).Answers<IReadOnlyList<ProviderEntry>>("The published audits of one provider, the newest first", 404, 429);
    }

    private static async Task<IResult> HistoryAsync(string provider, HttpContext context, ProviderTable table, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        return ProviderHistory.Of(provider, await table.RowsAsync(cancellationToken)) is not { } history
                ? ProblemPages.Of(StatusCodes.Status404NotFound, "There is no such provider", "Those of whom an audit is published are at /providers.")
            : Preference.IsHtml(context.Request) ? new Page<ProviderPage, ProviderHistory>(history)
            : Json([.. history.Audits.Select(audit => audit.Row)]);
    }

    private static IResult Json(IReadOnlyList<ProviderRow> rows) =>
        Results.Json([.. rows.Select(ProviderEntry.Of)], ProviderJson.Default.IReadOnlyListProviderEntry);

    private static async Task<IReadOnlyList<ProviderRow>> SortedAsync(
        string? sort, string? order, string? search, ProviderTable table, CancellationToken cancellationToken) =>
        ProviderOrder.Parse(sort, order, search).Sort(await table.RowsAsync(cancellationToken));
}
