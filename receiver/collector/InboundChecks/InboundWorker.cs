using System.Text.Json;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.InboundChecks;

/// <summary>Checks what a domain publishes for the mail it receives.</summary>
internal delegate Task<InboundReport> DomainCheck(DomainName domain, CancellationToken cancellationToken);

/// <summary>
/// Checks a few domains at a time, away from every request. Only public addresses are contacted: a domain's records may name
/// any address, those of the host's own network too.
/// </summary>
internal sealed partial class InboundWorker(
    InboundQueue queue,
    DomainCheck check,
    InboundResults results,
    AuditRegistry registry,
    AuditFeed feed,
    TimeProvider time,
    ILogger<InboundWorker> logger) : BackgroundService
{
    /// <summary>How long one check may take.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromMinutes(2);

    /// <summary>A domain is not checked more often than this, whoever asks.</summary>
    internal static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    /// <summary>A domain whose hosts are silent keeps the others waiting for no longer than that.</summary>
    private const int AtOnce = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        queue.Domains.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (domain, _) =>
        {
            try
            {
                await CheckAsync(domain, stoppingToken);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                Log.TooSlow(logger, domain.Value);
            }
            catch (EvidenceStoreException fault)
            {
                Log.NotStored(logger, domain.Value, fault);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Strangers choose the domain: whatever its hosts do must not end the service.
                Log.Failed(logger, domain.Value, fault);
            }
            finally
            {
                queue.Done(domain);
            }
        });

    private async Task CheckAsync(DomainName domain, CancellationToken stoppingToken)
    {
        if (await results.FindAsync(domain, stoppingToken) is { } known && time.GetUtcNow() - known.At < FreshFor)
        {
            return;
        }

        using var patience = new CancellationTokenSource(LongestCheck, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        var report = await check(domain, either.Token);
        var json = JsonSerializer.Serialize(report, InboundReportJson.Default.InboundReport);
        await results.SaveAsync(new InboundResult(domain, report.At, report.Overall, json), stoppingToken);
        foreach (var audit in await registry.AuditsOfAsync(domain, stoppingToken))
        {
            feed.Notify(audit);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The inbound check of {Domain} took too long")]
        public static partial void TooSlow(ILogger logger, string domain);

        [LoggerMessage(LogLevel.Error, "The inbound check of {Domain} came to no end")]
        public static partial void Failed(ILogger logger, string domain, Exception fault);

        [LoggerMessage(LogLevel.Error, "The inbound check of {Domain} could not be stored")]
        public static partial void NotStored(ILogger logger, string domain, Exception fault);
    }
}
