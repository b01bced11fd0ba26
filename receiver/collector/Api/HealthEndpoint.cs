using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;

namespace MtaStsAudit.Collector.Api;

/// <summary>Tells that the process lives: <c>GET /health</c>.</summary>
internal static class HealthEndpoint
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGetAndHead("/health", () => Results.Json(new Health("true"), ApiJson.Default.Health))
            .Answers<Health>("That the process lives").IsPublic();
}
