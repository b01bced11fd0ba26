using System.Net;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;

namespace MtaStsAudit.Collector.Tests.SelfChecks;

public sealed class CheckedInTurnTests
{
    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f"];

    private readonly List<IReadOnlyList<string>> checks = [];
    private readonly HashSet<string> broken = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_testbed_of_the_study_is_checked_in_full_every_time()
    {
        var turns = Turns(Suite.Study);
        await turns.RunAsync(Cancelled);
        await turns.RunAsync(Cancelled);

        Assert.Equal([Study, Study], checks);
    }

    [Fact]
    public async Task The_first_time_all_are_checked_a_few_at_a_time()
    {
        await Turns(Suite.Complete).RunAsync(Cancelled);

        Assert.Equal(Suite.Complete.Scenarios.Select(scenario => scenario.Name.Value), checks.SelectMany(check => check));
        Assert.Equal(Study, checks[0]);
        Assert.All(checks.Skip(1), check => Assert.InRange(check.Count, 1, 10));
    }

    [Fact]
    public async Task Afterwards_the_study_is_checked_every_time_and_ten_of_the_others()
    {
        var turns = Turns(Suite.Standard);
        await turns.RunAsync(Cancelled);
        var others = checks.Skip(1).SelectMany(check => check).ToList();
        checks.Clear();
        for (var time = 0; time < 4; time++)
        {
            await turns.RunAsync(Cancelled);
        }

        Assert.Equal([Study, others.Take(10), Study, others.Skip(10), Study, others.Take(10), Study, others.Skip(10)], checks);
    }

    [Fact]
    public async Task A_fault_is_looked_at_again_every_time_until_it_is_gone()
    {
        var turns = Turns(Suite.Complete);
        var (early, late) = (Suite.Complete.Scenarios[6].Name.Value, Suite.Complete.Scenarios[^1].Name.Value);
        broken.UnionWith([early, late, "b"]);
        Assert.Equal(["b", early, late], Wrong(await turns.RunAsync(Cancelled)));
        Assert.Equal(["b", early, late], Wrong(await turns.RunAsync(Cancelled)));

        broken.Clear();
        Assert.Empty(Wrong(await turns.RunAsync(Cancelled)));
        checks.Clear();
        await turns.RunAsync(Cancelled);
        Assert.Equal(16, checks.Sum(check => check.Count));
    }

    [Fact]
    public async Task A_scenario_that_was_right_is_taken_to_be_until_its_turn_comes()
    {
        var turns = Turns(Suite.Standard);
        var late = Suite.Standard.Scenarios[^1].Name.Value;
        Assert.Empty(Wrong(await turns.RunAsync(Cancelled)));

        broken.Add(late);
        Assert.Empty(Wrong(await turns.RunAsync(Cancelled)));
        Assert.Equal([late], Wrong(await turns.RunAsync(Cancelled)));
    }

    // Blame waits for a self-check, and so would the sender.
    [Fact]
    public async Task Where_mail_came_that_should_have_been_refused_is_looked_at_next_and_once()
    {
        using var folder = new TemporaryFolder();
        await using var collector = await RunningCollector.StartAsync(folder);
        var turns = Turns(Suite.Complete);
        turns.Watch(collector.Writer);
        var told = new TaskCompletionSource();
        collector.Writer.Committed += _ => told.TrySetResult();
        await turns.RunAsync(Cancelled);
        checks.Clear();

        // The second MX host of a scenario whose turn is far, a control, and no audit's mail.
        await collector.Store.AppendAsync([MailAt("two-plain-2", AuditToken.New()), MailAt("tls12-only", AuditToken.New()), MailAt("ehlo-502", null)], default, Cancelled);
        await told.Task.WaitAsync(Cancelled);
        await turns.RunAsync(Cancelled);
        await turns.RunAsync(Cancelled);

        Assert.Equal(["two-plain"], checks.SelectMany(check => check).Where(name => name is "two-plain" or "tls12-only" or "ehlo-502"));
    }

    [Fact]
    public async Task What_is_found_at_a_second_MX_host_belongs_to_its_scenario()
    {
        broken.Add("first-plain-2");

        Assert.Equal(["first-plain-2"], Wrong(await Turns(Suite.Standard).RunAsync(Cancelled)));
    }

    [Fact]
    public async Task What_all_scenarios_share_is_told_once()
    {
        var turns = Turns(Suite.Complete);

        Assert.Single(await turns.RunAsync(Cancelled), finding => finding.Receiver is null);
        Assert.Single(await turns.RunAsync(Cancelled), finding => finding.Receiver is null);
    }

    [Fact]
    public async Task Every_scenario_has_its_findings_at_every_time()
    {
        var turns = Turns(Suite.Complete);
        for (var time = 0; time < 8; time++)
        {
            var found = (await turns.RunAsync(Cancelled)).Select(finding => finding.Receiver).OfType<ReceiverName>().ToList();

            Assert.Equal(Suite.Complete.Receivers.Select(receiver => receiver.Name).Order(), found.Order());
        }
    }

    private static MessageAccepted MailAt(string receiver, AuditToken? token) => new(
        new(receiver), new(IPAddress.Parse("192.0.2.25"), 5000, null), "mx", null, "x@sender.example", $"{token}@{receiver}.audit.test", token, $"4Q{receiver.Length}", null, 100);

    private static IEnumerable<string> Wrong(IReadOnlyList<SiteFinding> findings) =>
        findings.Where(finding => finding.State != SiteState.AsDesigned).Select(finding => finding.Receiver!.Value.Value);

    private CheckedInTurn Turns(Suite suite) => new(suite, (scenarios, _) =>
    {
        checks.Add([.. scenarios.Select(scenario => scenario.Name.Value)]);
        return Task.FromResult<IReadOnlyList<SiteFinding>>(
        [
            .. scenarios.SelectMany(scenario => scenario.Receivers).Select(receiver => new SiteFinding(
                receiver.Name, TestbedPart.MailHost, broken.Contains(receiver.Name.Value) ? SiteState.NotAsDesigned : SiteState.AsDesigned, "x", "x")),
            new(null, TestbedPart.Api, SiteState.AsDesigned, "api", "x"),
        ]);
    });
}
