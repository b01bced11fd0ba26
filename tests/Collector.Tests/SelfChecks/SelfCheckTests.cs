using System.Net;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.SelfChecks;

/// <summary>When the collector looks at its testbed, what it records of it, and what verdicts make of that.</summary>
public sealed class SelfCheckTests : IDisposable
{
    private static readonly TestbedFault Broken = new(new ReceiverName('b'), TestbedPart.Policy, "b's policy host");

    private readonly TemporaryFolder folder = new();
    private readonly SetTime time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_look_is_recorded_and_others_only_when_they_find_a_change()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        await collector.CheckAsync();
        for (var look = 0; look < 5; look++)
        {
            await collector.NextCheckAsync();
        }

        var first = Assert.IsType<TestbedChecked>(Assert.Single(await collector.RecordedAsync()).What);
        Assert.Equal((null, false, 0), (first.CheckedBefore, first.WasAway, first.Faults.Count));
    }

    [Fact]
    public async Task A_fault_is_recorded_from_the_look_before_it_until_the_one_that_finds_it_gone()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, look => look is 2 or 3 or 4 ? [Broken] : []);
        var before = await collector.CheckAsync();
        await collector.NextCheckAsync();
        await collector.SecondCheckAsync();
        var last = await collector.NextCheckAsync();
        await collector.NextCheckAsync();
        await collector.RestAsync();

        var recorded = (await collector.RecordedAsync()).Select(record => (TestbedChecked)record.What).ToList();
        Assert.Equal([0, 1, 0], recorded.Select(look => look.Faults.Count));
        Assert.Equal(before, recorded[1].CheckedBefore);
        Assert.Equal(Broken with { What = "b's policy host: Broken." }, recorded[1].Faults[0]);
        Assert.Equal(last, recorded[2].CheckedBefore);
        Assert.All(recorded, look => Assert.False(look.WasAway));
    }

    [Theory]
    [InlineData(TestbedPart.Policy, true)]
    [InlineData(TestbedPart.MailHost, true)]
    [InlineData(TestbedPart.Reach, false)]
    public async Task A_fault_that_is_gone_seconds_later_may_have_misled_and_a_way_that_was_lost_for_a_moment_hides_nothing(TestbedPart part, bool isRecorded)
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, look => look is 2 ? [Broken with { Part = part }] : []);
        var before = await collector.CheckAsync();
        var alone = await collector.NextCheckAsync();
        await collector.SecondCheckAsync();
        await collector.RestAsync();

        var recorded = (await collector.RecordedAsync()).Skip(1).Select(record => (TestbedChecked)record.What).ToList();
        Assert.Equal(isRecorded ? [1, 0] : [], recorded.Select(look => look.Faults.Count));
        Assert.Equal(isRecorded ? [before, alone] : [], recorded.Select(look => look.CheckedBefore!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_there_yet_while_a_new_testbed_starts_misleads_only_who_has_come(bool hasCome)
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, look => look is 1 ? [Broken] : []);
        await collector.CheckAsync();
        if (hasCome)
        {
            await collector.Store.AppendAsync(
                [new PolicyFetched(new ReceiverName('a'), IPAddress.Parse("198.51.100.1"), null, "mta-sts.a.audit.test", "TLSv1.3", 200, null)], default, Cancelled);
        }

        await collector.SecondCheckAsync();
        await collector.RestAsync();

        Assert.Equal(hasCome ? [1, 0] : [0], (await collector.RecordedAsync()).Select(record => ((TestbedChecked)record.What).Faults.Count));
    }

    [Fact]
    public async Task Looks_that_do_not_end_are_given_up_and_a_testbed_that_goes_without_for_long_is_not_ready()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        await collector.CheckAsync();
        await collector.RestAsync();
        collector.HoldChecks();
        for (var look = 0; look < 2; look++)
        {
            await collector.DueCheckAsync();
            Assert.Equal(HttpStatusCode.OK, await collector.ReadyAsync());
            await time.PassAsync(WatchedCollector.LongestCheck);
            await collector.RestAsync();
        }

        await collector.DueCheckAsync();
        await time.PassAsync(WatchedCollector.LongestCheck);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await collector.ReadyAsync());

        collector.ReleaseChecks();
        await collector.NextCheckAsync();
        await collector.RestAsync();
        Assert.Equal(HttpStatusCode.OK, await collector.ReadyAsync());
    }

    [Fact]
    public async Task What_was_seen_first_stands_when_the_look_that_should_bear_it_out_is_given_up()
    {
        var hold = () => { };
        await using var collector = await WatchedCollector.StartAsync(folder, time, number =>
        {
            if (number == 2)
            {
                hold();
            }

            return number == 1 ? [] : [Broken];
        });
        var faultless = await collector.CheckAsync();
        hold = collector.HoldChecks;
        await collector.NextCheckAsync();
        await collector.SecondCheckAsync();
        await time.PassAsync(WatchedCollector.LongestCheck);
        await collector.RestAsync();

        var recorded = Assert.IsType<TestbedChecked>(Assert.Single((await collector.RecordedAsync()).Skip(1)).What);
        Assert.Equal(Broken with { What = "b's policy host: Broken." }, Assert.Single(recorded.Faults));
        Assert.Equal(faultless, recorded.CheckedBefore);
    }

    [Fact]
    public async Task A_look_is_recorded_once_a_day_whatever_it_finds()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        await collector.CheckAsync();
        await collector.NextCheckAsync(after: TimeSpan.FromHours(25));
        await collector.RestAsync();

        Assert.Equal(2, (await collector.RecordedAsync()).Count);
    }

    [Fact]
    public async Task Mail_where_a_sender_should_have_refused_is_looked_into_at_once()
    {
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => []);
        var first = await collector.CheckAsync();
        await collector.Store.AppendAsync([Message('b', AuditToken.New())], default, Cancelled);
        await collector.RestAsync();

        Assert.Equal(TimeSpan.FromSeconds(2), await collector.CheckAsync() - first);
    }

    [Fact]
    public async Task After_a_start_the_time_since_the_last_look_is_one_of_absence()
    {
        DateTimeOffset last;
        await using (var collector = await WatchedCollector.StartAsync(folder, time, _ => []))
        {
            await collector.CheckAsync();
            last = await collector.NextCheckAsync();
            await collector.RestAsync();
        }

        var later = new SetTime();
        later.SetUtcNow(time.GetUtcNow() + TimeSpan.FromHours(3));
        await using var again = await WatchedCollector.StartAsync(folder, later, _ => []);
        await again.CheckAsync();
        await again.RestAsync();

        var recorded = (await again.RecordedAsync()).Select(record => (TestbedChecked)record.What).ToList();
        Assert.Equal([false, true], recorded.Select(look => look.WasAway));
        Assert.Equal(last, recorded[1].CheckedBefore);
    }

    [Theory]
    [InlineData(false, SupportLabel.NoSupport)]
    [InlineData(true, SupportLabel.Inconclusive)]
    public async Task Blame_waits_for_a_look_and_follows_from_what_it_finds(bool isBroken, SupportLabel expected)
    {
        var broken = false;
        await using var collector = await WatchedCollector.StartAsync(folder, time, _ => broken ? [Broken] : []);
        await collector.CheckAsync();
        var token = AuditToken.New();
        await DeliverEverywhereAsync(collector, token);
        // The mail asks for a look; the second mail comes after it.
        await collector.RestAsync();
        await collector.CheckAsync();
        await collector.RestAsync();
        time.Advance(TimeSpan.FromSeconds(70));
        broken = isBroken;
        collector.HoldChecks();
        await DeliverEverywhereAsync(collector, token);
        await collector.CheckAsync();

        Assert.Equal(SupportLabel.Waiting, (await collector.ReportAsync(token)).Label);
        collector.ReleaseChecks();
        if (isBroken)
        {
            await collector.SecondCheckAsync();
        }

        await collector.RestAsync();
        var report = await collector.ReportAsync(token);
        Assert.Equal(expected, report.Label);
        Assert.Equal(isBroken, report.Reason.Contains("b's policy host: Broken.", StringComparison.Ordinal));
    }

    // Each message comes in a session of its own.
    private static int port = 40000;

    private static async Task DeliverEverywhereAsync(WatchedCollector collector, AuditToken token)
    {
        foreach (var receiver in Catalogue.Study)
        {
            await collector.Store.AppendAsync([Message(receiver.Name.Value[0], token)], default, Cancelled);
        }
    }

    private static MessageAccepted Message(char letter, AuditToken token) => new(
        new ReceiverName(letter), new SmtpClient(IPAddress.Parse("192.0.2.25"), Interlocked.Increment(ref port), null), "mx", null, "x@sender.example", $"{token}@{letter}.audit.test", token, "4Q", null, 1);
}
