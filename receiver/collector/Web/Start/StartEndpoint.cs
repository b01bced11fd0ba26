using MtaStsAudit.Collector.Http;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.Start;

/// <summary><c>GET /</c>.</summary>
internal static class StartEndpoint
{
    public static void MapStart(this IEndpointRouteBuilder routes) => routes.MapGetAndHead("/", (CollectorSettings settings) =>
        new Page<StartPage, StartModel>(new(
            settings.Names, Catalogue.Study, settings.Rules, settings.Suite.Scenarios.Count(scenario => !scenario.Name.IsOfStudy), [.. settings.Suite.Offered])));
}
