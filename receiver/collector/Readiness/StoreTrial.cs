using MtaStsAudit.Collector.Store;

namespace MtaStsAudit.Collector.Readiness;

/// <summary>Tries whether the store takes a write, in a table that holds nothing else.</summary>
internal sealed class StoreTrial(EvidenceDatabase database, TimeProvider time)
{
    /// <summary>Less than this is gone within minutes of a busy testbed.</summary>
    private const long LeastFreeMiB = 64;

    /// <summary>Longer than SQLite waits for another writer, which then says why.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    public async Task<StoreState> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await database.ChangeAsync(
                "INSERT INTO store_trial (only_one, at) VALUES (1, @at) ON CONFLICT (only_one) DO UPDATE SET at = excluded.at",
                [("@at", EvidenceRow.MicrosecondsOf(time.GetUtcNow()))], either.Token);
        }
        catch (EvidenceStoreException fault)
        {
            return new(false, fault.InnerException?.Message ?? fault.Message, FreeMiB());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(false, $"no answer within {LongestWait.TotalSeconds:0} seconds", FreeMiB());
        }

        return FreeMiB() is { } free and < LeastFreeMiB ? new(false, $"less than {LeastFreeMiB} MiB are free", free) : new(true, "takes writes", FreeMiB());
    }

    private long? FreeMiB() => database.File is { } file ? new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace >> 20 : null;
}
