using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.EndToEnd.Tests.Scenarios;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Audits;

/// <summary>Real senders of many kinds: how each hangs up when it refuses, and what is said of it.</summary>
[Collection(nameof(LocalRig))]
public sealed class MoreSenderTests(LocalRig rig, MoreSenders senders, ITestOutputHelper output) : IClassFixture<MoreSenders>
{
    private const int FewestAlike = 2;

    [Theory]
    [InlineData("courier", SupportLabel.FullSupport)]
    [InlineData("chasquid", SupportLabel.FullSupport)]
    [InlineData("exim", SupportLabel.NoSupport)]
    // By a rule of its own: it fetches no policy.
    [InlineData("exim-strict", SupportLabel.FullSupport)]
    [InlineData("opensmtpd", SupportLabel.StrictTls)]
    [InlineData("postfix-secure", SupportLabel.StrictTls)]
    // What it refuses arrives in clear text from its relay.
    [InlineData("postfix-fallback", SupportLabel.NoSupport, SupportLabel.Contested)]
    public async Task A_real_sender_is_judged_by_what_it_does(string sender, params SupportLabel[] allowed)
    {
        var audit = await senders.AuditOf(sender);

        output.WriteLine($"{sender}: {audit.Report.Label} after {audit.Took.TotalSeconds:0} s");
        SenderTable.Note(sender, allowed, audit.Report);
        Assert.True(allowed.Contains(audit.Report.Label), $"{audit.Report.Label}: {audit.Report.Reason}");
    }

    [Theory]
    [InlineData("courier")]
    [InlineData("chasquid")]
    [InlineData("exim")]
    [InlineData("exim-strict")]
    [InlineData("postfix-secure")]
    public async Task A_real_sender_does_at_each_scenario_what_the_table_says(string sender)
    {
        var audit = await senders.AuditOf(sender);

        var report = await rig.SettledReportAsync(audit.Token, seen => ScenarioResults.Differences(sender, seen).Count == 0);
        if (ScenarioResults.Differences(sender, report).Count > 0)
        {
            // A slow queue may have come to a domain too late for the second round: mailed once more, as the audit advises.
            await MoreSenders.MailAgainAsync(sender, audit.Token);
            report = await rig.SettledReportAsync(audit.Token, seen => ScenarioResults.Differences(sender, seen).Count == 0);
        }

        ScenarioResults.Note(sender, report);
        Assert.Empty(ScenarioResults.Differences(sender, report));
    }

    [Theory]
    [InlineData("courier", "QUIT after EHLO", "closed after handshake", 5)]
    [InlineData("chasquid", "closed after EHLO", "closed after handshake and EHLO", 5)]
    [InlineData("exim", "", "", 0)]
    [InlineData("exim-strict", "QUIT after EHLO", "alert 42 after handshake", 0)]
    [InlineData("opensmtpd", "closed after EHLO", "closed after handshake", 0)]
    [InlineData("postfix-secure", "QUIT after EHLO", "QUIT after handshake", 0)]
    [InlineData("postfix-fallback", "QUIT after EHLO", "QUIT after handshake", 5)]
    public async Task A_real_sender_hangs_up_alike_every_time_and_fetches_policies_or_does_not(string sender, string atB, string atD, int fetches)
    {
        var addresses = ZooSenders.Find(sender)!.Addresses;
        bool IsItsOwn(SmtpClient client) => client.Address.Equals(addresses.V4) || client.Address.Equals(addresses.V6);

        var token = (await senders.AuditOf(sender)).Token;
        // What falls back to its relay is handed over after one try, and then judged for good.
        var fewest = sender == "postfix-fallback" ? 1 : FewestAlike;
        var report = await rig.ReportAsync(token, seen => atB.Length == 0 || "bd".All(letter => SessionEnds.At(seen, letter, IsItsOwn).Count() >= fewest));

        Assert.Equal((atB, atD), (SessionEnds.Of(report, 'b', IsItsOwn), SessionEnds.Of(report, 'd', IsItsOwn)));
        Assert.True(fetches == 0 ? report.PolicyFetches == 0 : report.PolicyFetches >= fetches, $"{report.PolicyFetches} policy fetches");
        Assert.Equal(atB.Length == 0, Delivered(report, 'b', addresses));
        Assert.Equal(atD.Length == 0, Delivered(report, 'd', addresses));
    }

    [Fact]
    public async Task What_a_sender_refuses_may_come_from_its_relay_and_is_kept()
    {
        var relay = ZooSenders.Find("postfix-relay")!.Addresses;
        var audit = await senders.AuditOf("postfix-fallback");
        var report = await rig.ReportAsync(audit.Token, seen => Delivered(seen, 'b', relay) && Delivered(seen, 'd', relay));

        Assert.All(report.Evidence.Select(record => record.What).OfType<MessageAccepted>().Where(message => message.Receiver == new ReceiverName('b')), message => Assert.Null(message.Tls));
    }

    private static bool Delivered(AuditReport report, char letter, HostAddresses by) => report.Evidence
        .Select(record => record.What)
        .OfType<MessageAccepted>()
        .Any(message => message.Receiver == new ReceiverName(letter) && (message.Client.Address.Equals(by.V4) || message.Client.Address.Equals(by.V6)));
}
