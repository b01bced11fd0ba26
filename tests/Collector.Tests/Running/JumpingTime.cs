using Microsoft.Extensions.Time.Testing;

namespace MtaStsAudit.Collector.Tests.Running;

/// <summary>A clock whose hands somebody moves, while its pace stays as it is.</summary>
internal sealed class JumpingTime() : FakeTimeProvider(Beginning)
{
    public static readonly DateTimeOffset Beginning = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private TimeSpan moved;

    public void Jump(TimeSpan by) => moved += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + moved;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
