using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Probes;
using MtaStsAudit.Probes.SelfChecks;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>Wires the self-check.</summary>
internal static class SelfChecking
{
    public static void AddSelfCheck(this IServiceCollection services)
    {
        services.AddSingleton<OwnConnections>();
        services.AddSingleton<ReceiverClocks>();
        services.AddSingleton<SelfCheckTimes>();
        services.AddSingleton(Create);
        services.AddSingleton<SelfCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<SelfCheck>());
    }

    private static SiteSelfCheck Create(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<CollectorSettings>();
        var check = new SiteCheck(
            new InboundOptions
            {
                HeloName = settings.Names.Api.Value,
                TrustedRoots = RootsIn(settings.TrustedRoots),
                Connected = provider.GetRequiredService<OwnConnections>().Add,
                FetchLimit = TimeSpan.FromSeconds(20),
            },
            provider.GetRequiredService<TimeProvider>());
        var inTurn = new CheckedInTurn(settings.Suite, (scenarios, cancellationToken) => check.RunAsync(settings.Names, scenarios, cancellationToken));
        inTurn.Watch(provider.GetRequiredService<EvidenceWriter>());
        return inTurn.RunAsync;
    }

    private static X509Certificate2Collection? RootsIn(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        return roots;
    }
}
