using System.Diagnostics;
using System.Text.Json;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.EndToEnd.Tests.Scenarios;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Audits;

/// <summary>The zoo's senders beyond the demo's two: built and started when the first test asks, and audited all at the same time.</summary>
public sealed class MoreSenders(LocalRig rig) : IAsyncLifetime
{
    // What is deferred is tried again within it, by chasquid after a minute or two, whose waits cannot be set.
    private const string AuditTime = "110s";

    private readonly Dictionary<string, Task<MoreSenderAudit>> audits = [];

    public static IEnumerable<string> Audited => ZooSenders.Names.Except(["postfix-sts", "postfix-plain"]);

    public async ValueTask InitializeAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await LocalRig.StartMoreSendersAsync();
        TestContext.Current.SendDiagnosticMessage("The senders were built and greeted after {0:0} s.", Stopwatch.GetElapsedTime(began).TotalSeconds);
        // Who comes right after a policy host was away may be misled by that.
        await rig.AwaitSelfCheckAsync();
        foreach (var sender in Audited)
        {
            audits[sender] = AuditAsync(sender);
        }
    }

    internal Task<MoreSenderAudit> AuditOf(string sender) => audits[sender];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(audits.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        await LocalRig.StopMoreSendersAsync();
    }

    /// <summary>Takes an audit up again: both rounds once more.</summary>
    internal static async Task MailAgainAsync(string sender, AuditToken token) => await RunAsync(sender, token);

    private static async Task<MoreSenderAudit> AuditAsync(string sender)
    {
        var (token, began) = (AuditToken.New(), Stopwatch.GetTimestamp());
        return new(token, await RunAsync(sender, token), Stopwatch.GetElapsedTime(began));
    }

    private static async Task<AuditReport> RunAsync(string sender, AuditToken token)
    {
        var (code, output) = await LocalRig.AuditAsync(
            "run", "--json", "--token", $"{token}", "--send-via", $"smtp://{ZooSenders.Find(sender)!.Addresses.V4}:25", "--from", $"postmaster@{sender}.test", "--timeout", AuditTime,
            "--suite", ScenarioResults.Senders.Contains(sender) ? Suite.Complete.Name : Suite.Study.Name);
        // 3: time was up. The report is printed then too, with why in a line after it.
        Assert.True(code is 0 or 1 or 3, output);
        return JsonSerializer.Deserialize(output[..(output.LastIndexOf('}') + 1)], AuditReportJson.Default.AuditReport)!;
    }
}

internal sealed record MoreSenderAudit(AuditToken Token, AuditReport Report, TimeSpan Took);
