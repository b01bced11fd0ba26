using MtaStsAudit.Collector.Store;
using MtaStsAudit.Probes;
using MtaStsAudit.Probes.Dns;

namespace MtaStsAudit.Collector.TlsReports.Signatures;

/// <summary>Wires the check of mailed reports' signatures.</summary>
internal static class SignatureChecking
{
    public static void AddReportSignatures(this IServiceCollection services)
    {
        // The resolver is the one that the inbound check asks: the system's.
        services.AddSingleton<KeyLookup>(_ => new TextLookup(new InboundOptions()).AskAsync);
        services.AddSingleton<SignatureCheck>();
        services.AddSingleton<ReportMails>();
        services.AddHostedService<SignatureWorker>();
    }
}
