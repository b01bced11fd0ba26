using MtaStsAudit.Model.Settings;
using MtaStsAudit.Probes;

namespace MtaStsAudit.Collector.InboundChecks;

/// <summary>Wires the inbound check.</summary>
internal static class InboundChecking
{
    public static void AddInboundChecks(this IServiceCollection services)
    {
        services.AddSingleton<InboundQueue>();
        services.AddSingleton<DomainCheck>(provider => new InboundCheck(
            new InboundOptions { HeloName = provider.GetRequiredService<CollectorSettings>().Names.Api.Value },
            provider.GetRequiredService<TimeProvider>()).RunAsync);
        services.AddHostedService<InboundWorker>();
    }
}
