using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>A wrong clock deletes no evidence.</summary>
public sealed class ClockTrustTests
{
    private static readonly DateTimeOffset Start = JumpingTime.Beginning;

    private readonly JumpingTime time = new();

    [Fact]
    public void A_clock_that_goes_its_pace_is_believed()
    {
        var trust = new ClockTrust(time, Start.AddDays(-1));
        Assert.True(trust.MayDelete());
        for (var hour = 0; hour < 100; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            Assert.True(trust.MayDelete());
        }
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(4, true)]
    [InlineData(60 * 24 * 3650, false)]
    [InlineData(-60 * 24, true)]
    public void A_clock_that_jumps_ahead_is_believed_no_more(int minutes, bool expected)
    {
        var trust = new ClockTrust(time, Start);
        time.Advance(TimeSpan.FromHours(1));
        time.Jump(TimeSpan.FromMinutes(minutes));

        Assert.Equal(expected, trust.MayDelete());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(expected, trust.MayDelete());
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public void A_clock_that_is_far_from_the_newest_evidence_at_the_start_is_not_believed(int days, bool expected)
    {
        var trust = new ClockTrust(time, Start.AddDays(-days));
        Assert.Equal(expected, trust.MayDelete());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(expected, trust.MayDelete());
    }

    [Fact]
    public void A_new_store_has_nothing_to_lose() => Assert.True(new ClockTrust(time, null).MayDelete());
}
