using System.Data.Common;
using System.Text.Json;

namespace MtaStsAudit.Collector.Store;

/// <summary>Has what is due for deletion deleted every hour, as long as the clock can be believed.</summary>
internal sealed partial class Retention(EvidenceDatabase database, DueEvidence due, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTurns = TimeSpan.FromHours(1);

    private ClockTrust? trust;

    // Before the server listens: evidence of this start says nothing of the clock.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        trust = new ClockTrust(time, await NewestAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    /// <returns>How many messages lost their text, and how many records are gone.</returns>
    internal async Task<(int Texts, int Records)> DeleteDueAsync(CancellationToken cancellationToken)
    {
        if (!trust!.MayDelete())
        {
            Log.ClockIsDoubted(logger, time.GetUtcNow());
            return default;
        }

        var deleted = await due.DeleteAsync(cancellationToken);
        await database.ForgetDeletedAsync(cancellationToken);
        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenTurns, time);
        do
        {
            try
            {
                var (texts, records) = await DeleteDueAsync(stoppingToken);
                if (texts + records > 0)
                {
                    Log.Deleted(logger, texts, records);
                }
            }
            catch (Exception fault) when (fault is EvidenceStoreException or DbException or InvalidDataException or JsonException)
            {
                Log.NotNow(logger, fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<DateTimeOffset?> NewestAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync("SELECT at FROM evidence ORDER BY id DESC LIMIT 1", [], row => EvidenceRow.TimeOf(row.GetInt64(0)), cancellationToken) is [var at] ? at : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Deleted what was kept long enough: the text of {Texts} messages, {Records} records")]
        public static partial void Deleted(ILogger logger, int texts, int records);

        [LoggerMessage(LogLevel.Error, "Nothing is deleted until the next start: the clock says {Now}, far from what evidence and its own pace say")]
        public static partial void ClockIsDoubted(ILogger logger, DateTimeOffset now);

        [LoggerMessage(LogLevel.Warning, "What is due for deletion stays for now: {Reason}")]
        public static partial void NotNow(ILogger logger, string reason);
    }
}
