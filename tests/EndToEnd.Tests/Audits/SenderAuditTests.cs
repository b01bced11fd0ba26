using System.Net.Sockets;
using System.Text.Json;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.EndToEnd.Tests.Scenarios;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Audits;

/// <summary>Real senders, judged from what the store holds.</summary>
[Collection(nameof(LocalRig))]
public sealed class SenderAuditTests(LocalRig rig)
{
    [Fact]
    public async Task Postfix_with_the_MTA_STS_resolver_has_Full_support()
    {
        await LocalRig.RestartAsync("postfix-sts");
        await rig.AwaitSelfCheckAsync();
        var (code, report) = await AuditAsync("postfix-sts");

        SenderTable.Note("postfix-sts", [SupportLabel.FullSupport], report);
        Assert.Equal(SupportLabel.FullSupport, report.Label);
        Assert.Equal(0, code);
        Assert.Equal("a=DeliveredOverTls b=Refused c=DeliveredOverTls d=Refused e=DeliveredOverTls f=DeliveredInClear", Shown(report));
        Assert.All(report.Outcomes, outcome => Assert.Equal(outcome.Kind == OutcomeKind.DeliveredOverTls ? "TLSv1.3" : null, outcome.IsDelivered ? outcome.Tls?.Protocol : null));
        Assert.True(report.PolicyFetches >= 5, $"{report.PolicyFetches} policy fetches");

        var atB = Evidence<SessionEnded>(report, 'b');
        Assert.All(atB, session => Assert.Equal((SessionEnding.Quit, null, 0), (session.Ending, session.Tls, session.Commands.Given("mail"))));
        var atD = Evidence<SessionEnded>(report, 'd');
        Assert.All(atD, session => Assert.Equal("mail-d.audit.test", session.ServerName));
        Assert.All(Evidence<SessionHeard>(report, 'b'), heard => Assert.Equal(["mx.postfix-sts.test"], heard.HeloNames));
        Assert.All(Evidence<MessageAccepted>(report, 'c'), message => Assert.Equal(AddressFamily.InterNetworkV6, message.Client.Address.AddressFamily));
        await CompareScenariosAsync("postfix-sts", report);
    }

    [Fact]
    public async Task Plain_Postfix_has_No_support()
    {
        await rig.AwaitSelfCheckAsync();
        var (code, report) = await AuditAsync("postfix-plain");

        SenderTable.Note("postfix-plain", [SupportLabel.NoSupport], report);
        Assert.Equal(SupportLabel.NoSupport, report.Label);
        Assert.Equal(1, code);
        Assert.Equal("a=DeliveredOverTls b=DeliveredInClear c=DeliveredOverTls d=DeliveredOverTls e=DeliveredOverTls f=DeliveredInClear", Shown(report));
        Assert.Equal(0, report.PolicyFetches);
        Assert.NotEmpty(Evidence<MessageAccepted>(report, 'b'));
        await CompareScenariosAsync("postfix-plain", report);
    }

    private async Task CompareScenariosAsync(string sender, AuditReport report)
    {
        var settled = await rig.SettledReportAsync(report.Token, seen => ScenarioResults.Differences(sender, seen).Count == 0);
        ScenarioResults.Note(sender, settled);
        Assert.Empty(ScenarioResults.Differences(sender, settled));
    }

    private static async Task<(int Code, AuditReport Report)> AuditAsync(string sender)
    {
        var (code, output) = await LocalRig.AuditAsync(
            "run", "--json", "--send-via", $"smtp://{ZooSenders.Find(sender)!.Addresses.V4}:25", "--from", $"postmaster@{sender}.test", "--timeout", "2m", "--suite", "complete");
        Assert.True(code is 0 or 1, output);
        return (code, JsonSerializer.Deserialize(output, AuditReportJson.Default.AuditReport)!);
    }

    private static string Shown(AuditReport report) => string.Join(' ', report.Outcomes.Select(outcome => $"{outcome.Receiver}={outcome.Kind}"));

    private static List<T> Evidence<T>(AuditReport report, char letter)
        where T : Observation
    {
        var named = report.Outcomes.Single(outcome => outcome.Receiver == new ReceiverName(letter)).Evidence.ToHashSet();
        List<T> found = [.. report.Evidence.Where(record => named.Contains(record.Id)).Select(record => record.What).OfType<T>()];
        Assert.NotEmpty(found);
        return found;
    }
}
