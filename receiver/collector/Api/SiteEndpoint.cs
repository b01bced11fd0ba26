using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Api;

/// <summary>Describes the testbed to those who audit with it: <c>GET /site</c>.</summary>
internal static class SiteEndpoint
{
    public static void MapSite(this IEndpointRouteBuilder routes) => routes.MapGetAndHead("/site", (CollectorSettings settings) =>
        Results.Json(SiteDescription.Of(settings.Names, settings.Suite, settings.Rules), SiteDescriptionJson.Default.SiteDescription))
        .Answers<SiteDescription>("This testbed: its names, suites and times").IsPublic();
}
