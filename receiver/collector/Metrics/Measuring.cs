using MtaStsAudit.Collector.Http;
using OpenTelemetry.Metrics;

namespace MtaStsAudit.Collector.Metrics;

/// <summary>Wires the metrics: <c>GET /metrics</c> in Prometheus's form, for the machine itself.</summary>
internal static class Measuring
{
    public static void AddMeasuring(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<CollectorMeter>();
        services.AddHostedService<EvidenceMetrics>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(CollectorMeter.Name, "System.Runtime").AddPrometheusExporter());
    }

    public static void MapMeasuring(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new ForTheMachine());
}
