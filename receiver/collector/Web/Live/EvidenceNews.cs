using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>
/// Tells the feed of new records: those that this process commits at once, and, while somebody watches, those that collectors on
/// other hosts commit to the same store.
/// </summary>
internal sealed partial class EvidenceNews(
    EvidenceWriter writer, EvidenceArchive archive, AuditFeed feed, TimeProvider time, ILogger<EvidenceNews> logger) : BackgroundService
{
    private const int MostAtOnce = 1000;

    // Only TLS reports grow longer, and a page that is open can do without the news of one.
    private const int LongestNews = 32 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // PostgreSQL hands out ids before commits: a record may appear below one that was seen. So the last ones are read again.
    private const int ReadAgain = 200;

    private readonly Lock gate = new();
    private readonly HashSet<long> told = [];
    private long? newest;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += Tell;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= Tell;
        return base.StopAsync(cancellationToken);
    }

    private void Tell(IReadOnlyList<EvidenceRecord> records)
    {
        if (!feed.IsWatched)
        {
            return;
        }

        List<EvidenceRecord> fresh;
        lock (gate)
        {
            fresh = [.. records.Where(record => told.Add(record.Id))];
        }

        feed.Note(fresh);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (EvidenceStoreException fault)
            {
                Log.NotRead(logger, fault);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (!feed.IsWatched)
        {
            // Whoever comes later starts with all that is there.
            newest = null;
            ForgetBefore(long.MaxValue);
            return;
        }

        if (newest is not { } last)
        {
            newest = await archive.NewestIdAsync(cancellationToken);
            return;
        }

        var records = await archive.AfterAsync(last - ReadAgain, LongestNews, MostAtOnce, cancellationToken);
        if (records is [.., var end])
        {
            newest = Math.Max(last, end.Id);
            Tell(records);
        }

        ForgetBefore(newest.Value - ReadAgain);
    }

    private void ForgetBefore(long id)
    {
        lock (gate)
        {
            told.RemoveWhere(old => old <= id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "New records of other hosts could not be read")]
        public static partial void NotRead(ILogger logger, Exception fault);
    }
}
