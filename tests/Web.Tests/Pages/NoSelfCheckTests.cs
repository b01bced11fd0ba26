using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>A testbed whose self-check is off, and once was on.</summary>
public sealed class NoSelfCheckTests
{
    [Fact]
    public async Task A_verdict_waits_for_no_look_that_will_not_come_and_an_old_fault_spoils_nothing()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var fault = new TestbedFault(new ReceiverName('b'), TestbedPart.Policy, "It was broken when somebody last looked.");
        await stage.Store.AppendAsync([new TestbedChecked(null, false, [fault])], default, TestContext.Current.CancellationToken);
        await stage.Services.GetRequiredService<SelfCheckTimes>().NoteAsync(time.GetUtcNow(), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(5));
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.DeliverAsync("abcdef");
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.DeliverAsync("abcdef");

        Assert.Contains("No support", await stage.PageAsync(audit.Path), StringComparison.Ordinal);
    }
}
