using MtaStsAudit.Collector.Http;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.HowItWorks;

public sealed record HowItWorksModel(AuditRules Rules);

/// <summary><c>GET /how-it-works</c>.</summary>
internal static class HowItWorksEndpoint
{
    public static void MapHowItWorks(this IEndpointRouteBuilder routes) => routes.MapGetAndHead("/how-it-works", (CollectorSettings settings) =>
        new Page<HowItWorksPage, HowItWorksModel>(new(settings.Rules)));
}
