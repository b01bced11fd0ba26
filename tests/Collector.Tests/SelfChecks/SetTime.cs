using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MtaStsAudit.Collector.Tests.SelfChecks;

/// <summary>A clock that stands still until somebody waits for a span of time, and then lets exactly that pass.</summary>
internal sealed class SetTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period == Timeout.InfiniteTimeSpan)
        {
            waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until somebody waits for a span of time, and lets it pass.</summary>
    /// <param name="longer">How much passes, if more than that.</param>
    public async Task PassAsync(TimeSpan span, TimeSpan? longer = null)
    {
        while (await waits.Reader.ReadAsync(TestContext.Current.CancellationToken) != span)
        {
            // Somebody else waits for something else.
        }

        Advance(longer ?? span);
    }
}
