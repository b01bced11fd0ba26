using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.Start;

/// <summary><c>GET /</c>.</summary>
internal static class StartEndpoint
{
    public static void MapStart(this IEndpointRouteBuilder routes) => routes.MapGetAndHead("/", (HttpContext context, CollectorSettings settings) =>
    {
        context.Response.Headers.Vary = "Accept";
        return Preference.IsJson(context.Request)
            ? Results.Json(SiteDescription.Of(settings.Names, settings.Suite, settings.Rules), SiteDescriptionJson.Default.SiteDescription)
            : new Page<StartPage, StartModel>(new(
                settings.Names, Catalogue.Study, settings.Rules, settings.Suite.Scenarios.Count(scenario => !scenario.Name.IsOfStudy), [.. settings.Suite.Offered]));
    }).Answers<SiteDescription>("This testbed, as at /site");
}
