using MtaStsAudit.Probes;
using MtaStsAudit.Probes.ClientNames;

namespace MtaStsAudit.Collector.ClientNames;

/// <summary>Wires the look-up of clients' names.</summary>
internal static class ClientNameChecking
{
    public static void AddClientNames(this IServiceCollection services)
    {
        services.AddSingleton<ClientNameQueue>();
        // The system's resolver, as for all else that the collector asks.
        services.AddSingleton<ClientNameCheck>(_ => new ClientNameLookup(new InboundOptions { LookupLimit = TimeSpan.FromSeconds(3) }).RunAsync);
        services.AddHostedService<ClientNameWorker>();
    }
}
