namespace MtaStsAudit.Collector.Store;

/// <summary>
/// Tells whether the clock can be believed when evidence is to be deleted by it. A clock that is years ahead, for a moment or from
/// the start on, would find all of it due.
/// </summary>
internal sealed class ClockTrust(TimeProvider time)
{
    /// <summary>How far the wall clock may drift from the monotonic one between two questions.</summary>
    public static readonly TimeSpan LargestStep = TimeSpan.FromMinutes(5);

    /// <summary>A testbed that runs has evidence of every day. Where the newest is older, it stood still, or the clock is wrong.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(30);

    private (DateTimeOffset Wall, long Monotonic)? last;
    private bool isDoubted;

    /// <param name="newestEvidence">At the first question: of the time before this start. Null: there is none.</param>
    public bool MayDelete(DateTimeOffset? newestEvidence)
    {
        var (wall, monotonic) = (time.GetUtcNow(), time.GetTimestamp());
        var before = last;
        last = (wall, monotonic);
        if (before is not { } earlier)
        {
            // Doubted until the next start: what is recorded meanwhile carries the doubtful time.
            isDoubted = wall - newestEvidence > LongestSilence;
            return !isDoubted;
        }

        var step = wall - earlier.Wall - time.GetElapsedTime(earlier.Monotonic, monotonic);
        isDoubted |= step > LargestStep;
        return !isDoubted;
    }
}
