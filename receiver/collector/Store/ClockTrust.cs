namespace MtaStsAudit.Collector.Store;

/// <summary>
/// Tells whether the clock can be believed when evidence is to be deleted by it. A clock that is years ahead, for a moment or from
/// the start on, would find all of it due.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="newestEvidence">Of the time before this start: what is recorded from now on carries the time that may be doubtful. Null: there is none.</param>
internal sealed class ClockTrust(TimeProvider time, DateTimeOffset? newestEvidence)
{
    /// <summary>How far the wall clock may drift from the monotonic one between two questions.</summary>
    public static readonly TimeSpan LargestStep = TimeSpan.FromMinutes(5);

    /// <summary>A testbed that runs has evidence of every day. Where the newest is older, it stood still, or the clock is wrong.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(30);

    private (DateTimeOffset Wall, long Monotonic) last = (time.GetUtcNow(), time.GetTimestamp());

    // Once doubted, until the next start.
    private bool isDoubted = time.GetUtcNow() - newestEvidence > LongestSilence;

    public bool MayDelete()
    {
        var (wall, monotonic) = (time.GetUtcNow(), time.GetTimestamp());
        isDoubted |= wall - last.Wall - time.GetElapsedTime(last.Monotonic, monotonic) > LargestStep;
        last = (wall, monotonic);
        return !isDoubted;
    }
}
