using System.Threading.Channels;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.TlsReports.Signatures;

/// <summary>
/// Checks the signatures of mailed reports one after the other, after they are committed and acknowledged. What it finds is evidence of
/// its own, so that nothing is lost when the collector stops: at the next start, and every hour, it looks for reports that were not checked.
/// </summary>
internal sealed partial class SignatureWorker(
    EvidenceWriter writer, EvidenceArchive archive, ReportMails mails, IEvidenceStore store, SignatureCheck check, TimeProvider time, ILogger<SignatureWorker> logger)
    : BackgroundService
{
    private const int Capacity = 1024;

    /// <summary>How long one check may take.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenSearches = TimeSpan.FromHours(1);

    // RFC 6376 §5.2 has keys stay in DNS for as long as mail is under way; after that nothing can be checked any more.
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(3);

    // When it is full, a report waits for the next search.
    private readonly Channel<long> fresh = Channel.CreateBounded<long>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += Note;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= Note;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(SearchAsync, stoppingToken);
            using var pause = new CancellationTokenSource(BetweenSearches, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, pause.Token);
            try
            {
                await foreach (var report in fresh.Reader.ReadAllAsync(either.Token))
                {
                    await TryAsync(token => CheckAsync(report, null, token), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
            }
        }
    }

    private void Note(IReadOnlyList<EvidenceRecord> committed)
    {
        foreach (var record in committed)
        {
            if (record.What is TlsReportReceived { Envelope.ByMail: true })
            {
                fresh.Writer.TryWrite(record.Id);
            }
        }
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mailed = await mails.MailedSinceAsync(now - TriedFor, cancellationToken);
        if (mailed.Count == 0)
        {
            return;
        }

        var known = ReportStandings.SignaturesIn(await mails.ChecksAsync(now - TriedFor, now, cancellationToken));
        foreach (var report in mailed)
        {
            if (known.GetValueOrDefault(report) is null or { Result: SignatureResult.NotChecked })
            {
                await CheckAsync(report, known.GetValueOrDefault(report), cancellationToken);
            }
        }
    }

    private async Task CheckAsync(long id, ReportSignature? before, CancellationToken cancellationToken)
    {
        if (await archive.TlsReportAsync(id, cancellationToken) is not { } report)
        {
            return;
        }

        var signature = await mails.ContentAsync(report, cancellationToken) is { } content
            ? await CheckAsync(content, report.At, cancellationToken)
            : new(SignatureResult.NotChecked, null, "The mail that brought it is not kept any more.");
        // The same again is no news.
        if (signature.Result != before?.Result)
        {
            await store.AppendAsync([new ReportSignatureChecked(id, signature)], default, cancellationToken);
        }
    }

    private async Task<ReportSignature> CheckAsync(ReadOnlyMemory<byte> content, DateTimeOffset received, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestCheck, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await check.CheckAsync(content, received, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(SignatureResult.NotChecked, null, "DNS did not answer in time.");
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> attempt, CancellationToken stoppingToken)
    {
        try
        {
            await attempt(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // Strangers write the mails: whatever is in one must not end the service.
            Log.NotChecked(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Signatures of mailed TLS reports were not checked, and are tried again within an hour")]
        public static partial void NotChecked(ILogger logger, Exception fault);
    }
}
