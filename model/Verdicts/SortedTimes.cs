namespace MtaStsAudit.Model.Verdicts;

/// <summary>Points in time, to be asked about spans: a sender may have come ten thousand times.</summary>
internal sealed class SortedTimes
{
    private readonly DateTimeOffset[] sorted;

    public SortedTimes(IEnumerable<DateTimeOffset> times)
    {
        sorted = [.. times];
        Array.Sort(sorted);
    }

    public static SortedTimes None { get; } = new([]);

    public DateTimeOffset? First => sorted.Length > 0 ? sorted[0] : null;

    public DateTimeOffset? Last => sorted.Length > 0 ? sorted[^1] : null;

    /// <summary>Whether one is at or after <paramref name="from"/>, and at or before <paramref name="until"/>.</summary>
    public bool AnyBetween(DateTimeOffset from, DateTimeOffset until) => FirstFrom(from) is { } first && first <= until;

    /// <summary>Whether one is at or after <paramref name="from"/>, and before <paramref name="until"/>.</summary>
    public bool AnyBefore(DateTimeOffset from, DateTimeOffset until) => FirstFrom(from) is { } first && first < until;

    /// <summary>Whether one is within a span of a time, before or after it.</summary>
    public bool AnyNear(DateTimeOffset time, TimeSpan within) => AnyBetween(time - within, time + within);

    /// <summary>The first at or after a time.</summary>
    public DateTimeOffset? FirstFrom(DateTimeOffset from) => IndexFrom(from) is var index && index < sorted.Length ? sorted[index] : null;

    /// <summary>The last at or before a time.</summary>
    public DateTimeOffset? LastUntil(DateTimeOffset until) =>
        until == DateTimeOffset.MaxValue ? Last : IndexFrom(until.AddTicks(1)) is > 0 and var index ? sorted[index - 1] : null;

    private int IndexFrom(DateTimeOffset from)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
