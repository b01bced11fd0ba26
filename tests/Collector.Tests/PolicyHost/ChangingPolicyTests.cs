using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.PolicyHost;

/// <summary>Policies that change with time, from a client's first fetch on, and what is recorded of that.</summary>
public sealed class ChangingPolicyTests : IDisposable
{
    private const string Path = "/.well-known/mta-sts.txt";

    private static readonly TimeSpan UntilChange = AuditRules.Default.UntilChange;

    private readonly TemporaryFolder folder = new();
    private readonly JumpingTime time = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("policy-vanishes", 404, null)]
    [InlineData("policy-runs-out", 404, null)]
    [InlineData("enforce-to-none", 200, StsMode.None)]
    [InlineData("none-to-enforce", 200, StsMode.Enforce)]
    public async Task A_policy_is_as_it_was_until_its_time_and_then_as_its_scenario_has_it(string name, int status, StsMode? mode)
    {
        var scenario = Catalogue.FindScenario(new(name))!;
        await using var collector = await StartAsync(name);

        var first = await FetchAsync(collector, name);
        time.Jump(UntilChange - TimeSpan.FromSeconds(1));
        var stillFirst = await FetchAsync(collector, name);
        time.Jump(TimeSpan.FromSeconds(1));
        var changed = await FetchAsync(collector, name);

        Assert.Equal((200, PublishedPolicy.TextOf(RunningCollector.Names, scenario)), first);
        Assert.Equal(first, stillFirst);
        Assert.Equal(status, changed.Status);
        Assert.Equal(mode, StsPolicyParser.Read(changed.Body).Policy?.Mode);
        // The record says what was answered, and when that changes: a verdict goes by it.
        var records = await RecordsAsync(collector, 3);
        Assert.Equal([(200, false), (200, false), (status, true)], records.Select(fetch => (fetch.Status, fetch.HasChanged)));
        Assert.All(records, fetch => Assert.Equal(time.GetUtcNow(), fetch.ChangesAt));
        Assert.Equal(
            [PolicyId.Of(first.Body).Value, PolicyId.Of(first.Body).Value, mode is null ? null : PolicyId.Of(changed.Body).Value],
            records.Select(fetch => fetch.PolicyId));
    }

    [Fact]
    public async Task Who_comes_when_no_audit_waits_for_it_any_more_is_served_the_first_policy_again()
    {
        await using var collector = await StartAsync("policy-vanishes");

        await FetchAsync(collector, "policy-vanishes");
        time.Jump(UntilChange);
        Assert.Equal(404, (await FetchAsync(collector, "policy-vanishes")).Status);
        time.Jump(AuditRules.Default.RetryWindow);

        Assert.Equal(200, (await FetchAsync(collector, "policy-vanishes")).Status);
    }

    [Fact]
    public async Task A_policy_that_does_not_change_says_so_at_any_time()
    {
        await using var collector = await StartAsync("policy-cname");

        var first = await FetchAsync(collector, "policy-cname");
        time.Jump(UntilChange);

        Assert.Equal(first, await FetchAsync(collector, "policy-cname"));
        Assert.All(await RecordsAsync(collector, 2), fetch => Assert.Equal((null, false), (fetch.ChangesAt, fetch.HasChanged)));
    }

    private static async Task<(int Status, string Body)> FetchAsync(RunningCollector collector, string scenario)
    {
        var (status, body, _) = await OverTls.GetAsync(collector.Https, $"mta-sts.{scenario}.audit.test", $"mta-sts.{scenario}.audit.test", Path);
        return (status, body);
    }

    // A policy is served although its record takes longer.
    private static async Task<IReadOnlyList<PolicyFetched>> RecordsAsync(RunningCollector collector, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            List<PolicyFetched> records = [.. (await collector.Archive.AfterAsync(0, 100_000, 100, TestContext.Current.CancellationToken)).Select(record => record.What).OfType<PolicyFetched>()];
            if (records.Count >= count)
            {
                return records;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private Task<RunningCollector> StartAsync(string scenario)
    {
        OverTls.WriteCertificate(folder, $"mta-sts.{scenario}.audit.test");
        return RunningCollector.StartAsync(folder, time: time, suite: Suite.Complete);
    }
}
