using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>Checks this testbed as a sender would see it.</summary>
internal delegate Task<IReadOnlyList<SiteFinding>> SiteSelfCheck(CancellationToken cancellationToken);

/// <summary>
/// Checks the testbed again and again, and as soon as mail came to a receiver where a sender should have refused. What changed
/// is evidence: verdicts set aside what a faulty testbed may have led to.
/// </summary>
internal sealed partial class SelfCheck(
    CollectorSettings settings,
    SiteSelfCheck check,
    SelfCheckTimes times,
    IEvidenceStore store,
    EvidenceWriter writer,
    AuditFeed feed,
    TimeProvider time,
    ILogger<SelfCheck> logger) : BackgroundService
{
    /// <summary>What is found wrong is checked once more after this.</summary>
    private static readonly TimeSpan BeforeBelieving = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestCheck = TimeSpan.FromMinutes(2);

    // Also when nothing changed: whoever reads the evidence sees that it was checked.
    private static readonly TimeSpan RecordedAtLeastEvery = TimeSpan.FromDays(1);

    private readonly SelfCheckPace pace = new(writer, settings.SelfCheck, time);

    private long newestEnded;
    private DateTimeOffset? checkedBefore;
    private EvidenceRecord? recorded;
    private IReadOnlyList<TestbedFault>? found;

    /// <summary>What the newest self-check found; null before the first.</summary>
    public IReadOnlyList<SiteFinding>? Newest { get; private set; }

    /// <summary>When that self-check began.</summary>
    public DateTimeOffset? CheckedAt => Newest is null ? null : checkedBefore;

    /// <summary>Whether it should have checked long ago. Verdicts that would blame somebody wait for it.</summary>
    public bool IsOverdue => settings.ChecksItself && time.GetElapsedTime(newestEnded) > (3 * settings.SelfCheck) + (2 * LongestCheck);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        newestEnded = time.GetTimestamp();
        pace.Begin();
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        pace.End();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.ChecksItself)
        {
            return;
        }

        var isFirst = true;
        while (true)
        {
            try
            {
                if (isFirst)
                {
                    checkedBefore = await times.LastAsync(stoppingToken);
                }

                await CheckAsync(isFirst, stoppingToken);
                isFirst = false;
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                Log.TooSlow(logger, LongestCheck);
            }
            catch (EvidenceStoreException fault)
            {
                Log.NotRecorded(logger, fault.Message);
            }

            await pace.PauseAsync(stoppingToken);
        }
    }

    private async Task CheckAsync(bool isFirst, CancellationToken stoppingToken)
    {
        var wasAway = isFirst && checkedBefore is not null;
        var began = time.GetUtcNow();
        var findings = await CheckOnceAsync(stoppingToken);
        var faults = FaultsIn(findings);
        if (faults.Except(found ?? []).Any())
        {
            await Task.Delay(BeforeBelieving, time, stoppingToken);
            var (firstBegan, firstFaults) = (began, faults);
            began = time.GetUtcNow();
            try
            {
                findings = await CheckOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // Given up: what was seen first stands until somebody sees it gone.
                await RecordAsync(new(checkedBefore, wasAway, firstFaults), stoppingToken);
                (checkedBefore, found) = (firstBegan, firstFaults);
                throw;
            }

            faults = FaultsIn(findings);
            // A sender may have met what is gone already, where any has come: a testbed that starts for the first time is not all there at
            // once. That a receiver was not reached for a moment tells of it nothing.
            var mayHaveMisled = checkedBefore is not null || pace.EvidenceHasCome;
            if (mayHaveMisled && firstFaults.Except(faults).Any(fault => fault.Part != TestbedPart.Reach))
            {
                await RecordAsync(new(checkedBefore, wasAway, firstFaults), stoppingToken);
                (checkedBefore, found, wasAway) = (firstBegan, firstFaults, false);
            }
        }

        if (found is null || !faults.ToHashSet().SetEquals(found) || time.GetUtcNow() - recorded?.At >= RecordedAtLeastEvery)
        {
            await RecordAsync(new(checkedBefore, wasAway, faults), stoppingToken);
        }

        await times.NoteAsync(began, stoppingToken);
        (checkedBefore, found, Newest, newestEnded) = (began, faults, findings, time.GetTimestamp());
        feed.NotifyThoseThatAwaitSelfCheck();
    }

    private async Task RecordAsync(TestbedChecked what, CancellationToken stoppingToken)
    {
        recorded = (await store.AppendAsync([what], default, stoppingToken))[0];
        // Others wait for the answer of the same commit.
        await Task.Yield();
        Tell(what.Faults);
    }

    // Each has its own time: a receiver that never greets takes all of it, and must not keep the others from being checked.
    private async Task<IReadOnlyList<SiteFinding>> CheckOnceAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(LongestCheck, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        return await check(either.Token);
    }

    private static List<TestbedFault> FaultsIn(IReadOnlyList<SiteFinding> findings) => [.. findings.Select(finding => finding.Fault).OfType<TestbedFault>()];

    private void Tell(IReadOnlyList<TestbedFault> faults)
    {
        foreach (var fault in faults)
        {
            if (fault.Part == TestbedPart.Reach)
            {
                Log.NotReached(logger, fault.Receiver.ToString(), fault.What);
            }
            else
            {
                Log.NotAsDesigned(logger, fault.Receiver.ToString(), fault.What);
            }
        }

        if (faults.Count == 0)
        {
            Log.AsDesigned(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Receiver {Receiver} is not as designed: {What}")]
        public static partial void NotAsDesigned(ILogger logger, string receiver, string what);

        [LoggerMessage(LogLevel.Error, "Receiver {Receiver} could not be checked: {What}")]
        public static partial void NotReached(ILogger logger, string receiver, string what);

        [LoggerMessage(LogLevel.Information, "The testbed is as designed")]
        public static partial void AsDesigned(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The self-check took longer than {Limit}")]
        public static partial void TooSlow(ILogger logger, TimeSpan limit);

        [LoggerMessage(LogLevel.Warning, "The self-check is not recorded: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string reason);
    }
}
