using System.Data.Common;
using System.Threading.Channels;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>
/// The one writer. Appends that arrive while a commit is under way share the next one, so that many sessions pay for one
/// flush of the disk. When the queue is full, whoever appends waits; nothing is dropped.
/// </summary>
internal sealed partial class EvidenceWriter(EvidenceDatabase database, CollectorMeter meter, TimeProvider time, ILogger<EvidenceWriter> logger) : BackgroundService
{
    private const int QueueCapacity = 4096;
    private const int MostInOneCommit = 512;

    // Under load this much patience lets several times as many share a commit. Whoever comes alone, or after a pause, is not kept waiting.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(15);

    private readonly Channel<PendingAppend> queue =
        Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>What was committed, as soon as it is. Handlers run on the writer's own time: they note it and return.</summary>
    public event Action<IReadOnlyList<EvidenceRecord>>? Committed;

    /// <summary>How many appends wait for a commit.</summary>
    public int Waiting => queue.Reader.Count;

    public async Task<IReadOnlyList<EvidenceRecord>> WriteAsync(
        IReadOnlyList<EvidenceRow> rows, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var append = new PendingAppend(rows, message);
        try
        {
            await queue.Writer.WriteAsync(append, cancellationToken);
        }
        catch (ChannelClosedException fault)
        {
            throw new EvidenceStoreException("The collector is stopping.", fault);
        }

        return await append.Committed.Task.WaitAsync(cancellationToken);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.CreateSchemaAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    // The queue's end stops the loop, not the token: what was queued is still committed.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<PendingAppend>(MostInOneCommit);
        EvidenceTransaction? transaction = null;
        var committed = time.GetTimestamp();
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (batch.Count > 1 && time.GetElapsedTime(committed) < Gathering)
            {
                await Task.Delay(Gathering, CancellationToken.None);
            }

            batch.Clear();
            while (batch.Count < MostInOneCommit && queue.Reader.TryRead(out var append))
            {
                batch.Add(append);
            }

            transaction = await CommitAsync(batch, transaction);
            committed = time.GetTimestamp();
        }

        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }
    }

    /// <returns>The connection for the next batch; null when this one is broken.</returns>
    private async Task<EvidenceTransaction?> CommitAsync(List<PendingAppend> batch, EvidenceTransaction? open)
    {
        try
        {
            var began = time.GetTimestamp();
            open ??= new EvidenceTransaction(await database.ConnectAsync(CancellationToken.None));
            var records = await open.CommitAsync(batch, CancellationToken.None);
            meter.Committed(batch.Count, time.GetElapsedTime(began));
            Answer(batch.Zip(records), static one => one.First.Committed.TrySetResult(one.Second));
            Tell([.. records.SelectMany(committed => committed)]);
            return open;
        }
        catch (EvidenceStoreException fault)
        {
            // Nobody is acknowledged, so all come again. What was committed after all is a delivery that was not acknowledged.
            Failed(batch.Count, fault);
            await open!.DisposeAsync();
            Refuse(batch, fault);
            return null;
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException or IOException or TimeoutException)
        {
            Failed(batch.Count, fault);
            if (open is not null)
            {
                await open.DisposeAsync();
            }

            if (batch.Count > 1)
            {
                return await CommitOneByOneAsync(batch);
            }

            Refuse(batch, new EvidenceStoreException("The store could not commit: look at the database and its disk.", fault));
            return null;
        }
    }

    private static void Refuse(IEnumerable<PendingAppend> batch, EvidenceStoreException fault) =>
        Answer(batch.Select(append => (append, fault)), static one => one.append.Committed.TrySetException(one.fault));

    // One thread is woken for all who share the commit, and they go on in it: whatever they do, the next commit does not wait for it.
    private static void Answer<T>(IEnumerable<T> waiting, Action<T> answer) => ThreadPool.UnsafeQueueUserWorkItem(
        static all => all.Waiting.ForEach(all.Answer), (Waiting: waiting.ToList(), Answer: answer), preferLocal: false);

    // Whatever a handler does, the commit stands: it must not be taken for one that failed, and written again.
    private void Tell(IReadOnlyList<EvidenceRecord> committed)
    {
        try
        {
            Committed?.Invoke(committed);
        }
        catch (Exception fault)
        {
            Log.NotTold(logger, fault);
        }
    }

    private void Failed(int appends, Exception fault)
    {
        meter.CommitsFailed.Add(1);
        Log.CommitFailed(logger, appends, fault);
    }

    // One append that the database refuses must not take its neighbours with it.
    private async Task<EvidenceTransaction?> CommitOneByOneAsync(List<PendingAppend> batch)
    {
        EvidenceTransaction? open = null;
        foreach (var append in batch)
        {
            open = await CommitAsync([append], open);
        }

        return open;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What was committed could not be told to all who wait for it")]
        public static partial void NotTold(ILogger logger, Exception fault);

        [LoggerMessage(LogLevel.Error, "A commit of {Count} appends failed")]
        public static partial void CommitFailed(ILogger logger, int count, Exception fault);
    }
}

/// <summary>Rows that are committed together, and the promise to tell when they are.</summary>
internal sealed record PendingAppend(IReadOnlyList<EvidenceRow> Rows, ReadOnlyMemory<byte> Message)
{
    public TaskCompletionSource<IReadOnlyList<EvidenceRecord>> Committed { get; } = new();
}
