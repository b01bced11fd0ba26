using System.Data.Common;
using System.Text.Json;
using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>Deletes what is older than it may be kept, oldest first, in small steps that keep no writer waiting.</summary>
internal sealed partial class Retention(EvidenceDatabase database, EvidenceDeletion deletion, RetentionRules rules, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private const int MostInOneStep = 200;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    private readonly ClockTrust trust = new(time);

    /// <returns>How many messages lost their text, and how many records are gone.</returns>
    /// <exception cref="EvidenceStoreException">The database did not answer; what was deleted before stays deleted.</exception>
    public async Task<(int Texts, int Records)> DeleteDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (texts, records) = (0, 0);
        int step;
        while ((step = await DeleteTextsAsync(now - rules.MessageText, cancellationToken)) > 0)
        {
            texts += step;
        }

        while ((step = await DeleteRecordsAsync(now - rules.Evidence, cancellationToken)) > 0)
        {
            records += step;
        }

        return (texts, records);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        do
        {
            try
            {
                if (!trust.MayDelete(await NewestAsync(stoppingToken)))
                {
                    Log.ClockIsDoubted(logger, time.GetUtcNow());
                    continue;
                }

                var (texts, records) = await DeleteDueAsync(stoppingToken);
                await database.ForgetDeletedAsync(stoppingToken);
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

    // Ids grow with time, so the oldest have the lowest: no index on the time is needed.
    private Task<int> DeleteTextsAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.ChangeAsync(
        """
        DELETE FROM message_content WHERE evidence_id IN (
            SELECT evidence_id FROM (SELECT evidence_id FROM message_content ORDER BY evidence_id LIMIT @most) AS oldest
            JOIN evidence ON evidence.id = oldest.evidence_id WHERE evidence.at < @before)
        """,
        [("@most", MostInOneStep), ("@before", EvidenceRow.MicrosecondsOf(before))], cancellationToken);

    private async Task<int> DeleteRecordsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(
            "SELECT id, at, observation FROM (SELECT id, at, observation FROM evidence ORDER BY id LIMIT @most) AS oldest WHERE at < @before",
            [("@most", MostInOneStep), ("@before", EvidenceRow.MicrosecondsOf(before))], EvidenceRow.Read, cancellationToken);
        await deletion.DeleteAsync(due, cancellationToken);
        return due.Count;
    }

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
