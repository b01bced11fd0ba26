using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Web.PolicyFetches;

/// <summary>The log of policy fetches.</summary>
/// <param name="Fetches">A page of the log, newest first.</param>
/// <param name="Older">The id before which the next page ends; null on the last page.</param>
/// <param name="Shares">By implementation, most first, of the <paramref name="Counted"/> newest fetches.</param>
/// <param name="Failed">The newest handshakes that did not complete, newest first; on the first page only.</param>
public sealed record PolicyFetchesModel(
    IReadOnlyList<(EvidenceRecord Record, PolicyFetched Fetch)> Fetches,
    long? Older,
    IReadOnlyList<FetcherShare> Shares,
    int Counted,
    IReadOnlyList<(EvidenceRecord Record, PolicyFetchFailed Failed)> Failed);

public sealed record FetcherShare(string Name, int Fetches);

/// <summary><c>GET /policy-fetches</c>.</summary>
internal static class PolicyFetchesEndpoint
{
    private const int OnePage = 100;
    private const int MostCounted = 2000;
    private const int MostFailed = 20;

    public static void MapPolicyFetches(this IEndpointRouteBuilder routes) => routes.MapGetAndHead("/policy-fetches", ShowAsync)
        .Answers<PolicyFetchLog>("Who fetched policies, the newest first", 400, 429);

    private static async Task<IResult> ShowAsync(long? before, HttpContext context, EvidenceArchive archive, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Accept";
        var page = await archive.PolicyFetchesAsync(before, OnePage, cancellationToken);
        var counted = await archive.PolicyFetchesAsync(null, MostCounted, cancellationToken);
        var failed = before is null ? await archive.FailedPolicyFetchesAsync(MostFailed, cancellationToken) : [];
        var shares = counted
            .GroupBy(record => Fetchers.NameOf(((PolicyFetched)record.What).UserAgent))
            .Select(group => new FetcherShare(group.Key, group.Count()))
            .OrderByDescending(share => share.Fetches).ThenBy(share => share.Name, StringComparer.Ordinal);
        if (Preference.IsJson(context.Request))
        {
            return Results.Json(
                new PolicyFetchLog([.. page.Select(record => PolicyFetchEntry.Of(record, (PolicyFetched)record.What))], page.Count == OnePage ? page[^1].Id : null, [.. shares]),
                PolicyFetchJson.Default.PolicyFetchLog);
        }

        return new Page<PolicyFetchesPage, PolicyFetchesModel>(new(
            [.. page.Select(record => (record, (PolicyFetched)record.What))],
            page.Count == OnePage ? page[^1].Id : null,
            [.. shares],
            counted.Count,
            [.. failed.Select(record => (record, (PolicyFetchFailed)record.What))]));
    }
}
