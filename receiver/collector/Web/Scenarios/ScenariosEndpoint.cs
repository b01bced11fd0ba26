using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.PolicyHost;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Web.Scenarios;

/// <summary>The scenarios of this testbed, in families.</summary>
public sealed record ScenarioListModel(IReadOnlyList<IGrouping<Family, ScenarioDescription>> Families, IReadOnlyList<Suite> Suites);

/// <summary>One scenario.</summary>
/// <param name="Smallest">The smallest suite that it is in: what is mailed to learn how a sender does there. Null: this testbed does not have it.</param>
public sealed record ScenarioModel(Scenario Scenario, ScenarioDescription Description, Suite? Smallest);

/// <summary><c>GET /scenarios</c> and <c>GET /scenarios/NAME</c>: what each domain of the testbed is for, as a page or as JSON.</summary>
internal static class ScenariosEndpoint
{
    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/scenarios", List).Answers<IReadOnlyList<ScenarioDescription>>("The scenarios of this testbed");
        routes.MapGetAndHead("/scenarios/{name}", Show).Answers<ScenarioDescription>("One scenario, with what is published", 404);
    }

    private static IResult List(HttpContext context, CollectorSettings settings)
    {
        context.Response.Headers.Vary = "Accept";
        var (names, deployed) = (settings.Names, settings.Suite);
        return Preference.IsHtml(context.Request)
            ? new Page<ScenarioListPage, ScenarioListModel>(new(
                [.. deployed.Scenarios.GroupBy(scenario => scenario.Family, scenario => ScenarioDescription.Of(names, scenario, deployed)).OrderBy(family => family.Key)],
                [.. deployed.Offered]))
            : Results.Json(
                [.. deployed.Scenarios.Select(scenario => ScenarioDescription.Of(names, scenario, deployed))],
                ScenarioDescriptionJson.Default.IReadOnlyListScenarioDescription);
    }

    private static IResult Show(string name, HttpContext context, CollectorSettings settings)
    {
        context.Response.Headers.Vary = "Accept";
        var (names, deployed) = (settings.Names, settings.Suite);
        // A browser may show an international name in its own letters.
        if (!ReceiverName.TryParse(AsciiName.Of(name), out var known) || Catalogue.FindScenario(known) is not { } scenario)
        {
            return ProblemPages.Of(StatusCodes.Status404NotFound, "There is no such scenario", "All that this testbed has are at /scenarios.");
        }

        var description = ScenarioDescription.WithPublication(names, scenario, deployed);
        return Preference.IsHtml(context.Request)
            ? new Page<ScenarioPage, ScenarioModel>(new(
                scenario, description, deployed.Offered.Where(suite => suite.Scenarios.Contains(scenario)).MinBy(suite => suite.Scenarios.Count)))
            : Results.Json(description, ScenarioDescriptionJson.Default.ScenarioDescription);
    }
}
