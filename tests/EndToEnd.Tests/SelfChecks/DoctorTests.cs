using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.SelfChecks;

/// <summary>A testbed that is taken apart tells so, and blames nobody meanwhile.</summary>
[Collection(nameof(LocalRig))]
public sealed class DoctorTests(LocalRig rig)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_testbed_is_as_designed_and_its_own_looks_leave_no_evidence()
    {
        var (code, output) = await DoctorAsync();

        Assert.True(code == 0, output);
        Assert.EndsWith($"audit.test: all is as designed.{Environment.NewLine}", output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = LocalSite.Api };
        using var answer = await http.PostAsync(new Uri("poll", UriKind.Relative), null, Cancelled);
        Assert.DoesNotContain($"X-Forwarded-For: {LocalSite.Collector.V4}\\n", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_is_blamed_while_the_testbed_is_whole_and_not_while_a_policy_cannot_be_found()
    {
        await rig.AwaitSelfCheckAsync();
        var blamed = await AuditLenientSenderAsync();
        Assert.True(blamed.Label == SupportLabel.NoSupport, blamed.Reason);

        var zone = Path.Combine(LocalRig.StateFolder, "dns", "zones", "audit.test.zone");
        var whole = await File.ReadAllTextAsync(zone, Cancelled);
        // Both policies that it goes against: the doctor asks for them from this host too, and what the sender knew of one that is whole it is blamed for.
        var broken = string.Join('\n', whole.Split('\n').Where(line => !line.StartsWith("_mta-sts.b.", StringComparison.Ordinal) && !line.StartsWith("_mta-sts.d.", StringComparison.Ordinal)));
        Assert.NotEqual(whole, broken);
        try
        {
            await rig.ServeZoneAsync(zone, broken);
            var (code, output) = await DoctorAsync();
            Assert.True(code == 1, output);
            Assert.Contains("_mta-sts.b.audit.test: No sender finds the policy", output, StringComparison.Ordinal);

            var report = await AuditLenientSenderAsync();
            Assert.Equal(SupportLabel.Inconclusive, report.Label);
            Assert.Contains("No sender finds the policy", report.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await rig.ServeZoneAsync(zone, whole);
        }

        Assert.Equal(0, (await DoctorAsync()).Code);
    }

    private static Task<(int Code, string Output)> DoctorAsync() => LocalRig.AuditAsync("doctor", "--directory", LocalRig.StateFolder);

    /// <summary>
    /// Mails everybody in clear text, twice: over IPv6, which makes it a sender of its own. Other tests mail from this host over IPv4
    /// and stop the collector meanwhile, so that for an hour nobody may blame them.
    /// </summary>
    private async Task<AuditReport> AuditLenientSenderAsync()
    {
        var token = AuditToken.New();
        await MailAsync(token);
        await rig.ReportAsync(token, report => report.Phase == AuditPhase.Probe);
        await MailAsync(token);
        return await rig.ReportAsync(token, report => report.Phase == AuditPhase.Judged);
    }

    private static async Task MailAsync(AuditToken token)
    {
        foreach (var letter in "abdf")
        {
            await using var smtp = await SmtpDialogue.ConnectAsync(LocalSite.Receiver(new ReceiverName(letter)).V6.ToString());
            Assert.Equal(250, await smtp.AskAsync("EHLO lenient.example"));
            Assert.Equal(250, await smtp.MailAsync("x@lenient.example", LocalRig.MailboxAt(letter, token)));
            await smtp.AskAsync("QUIT");
        }
    }
}
