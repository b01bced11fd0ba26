using MtaStsAudit.EndToEnd.Tests.Faults;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Operation;

/// <summary>What docs/operation.md tells an operator to type, on the running testbed.</summary>
[Collection(nameof(LocalRig))]
public sealed class BackupTests(LocalRig rig)
{
    /// <summary>On this host, and as a shell gets them over SSH.</summary>
    [Theory]
    [InlineData("scripts/backup.sh", "scripts/restore.sh")]
    [InlineData("bash -s <scripts/backup.sh", "bash -c \"$(cat scripts/restore.sh)\"")]
    public async Task A_backup_taken_while_mail_arrives_brings_back_what_was_there(string backup, string restore)
    {
        Assert.Contains($"    {backup} >evidence.db", Documented(), StringComparison.Ordinal);
        Assert.Contains($"    {restore} <evidence.db", Documented(), StringComparison.Ordinal);
        var kept = AuditToken.New();
        await MailAsync(kept);
        await using (var load = new SmtpLoad())
        {
            await load.AcknowledgedAsync(20);
            await LocalRig.ShellAsync($"{backup} >artifacts/evidence.db");
            await load.AcknowledgedAsync(20);
        }

        var lost = AuditToken.New();
        await MailAsync(lost);
        await LocalRig.ShellAsync($"{restore} <artifacts/evidence.db");
        await LocalRig.AwaitHealthAsync();

        Assert.Equal(1, await MessagesAsync(kept));
        Assert.Equal(0, await MessagesAsync(lost));
        await MailAsync(kept);
        Assert.Equal(2, await MessagesAsync(kept));
    }

    // The shell that SSH starts runs the rest of the line.
    private static string Documented() => File.ReadAllText(Path.Combine(LocalRig.Root, "docs", "operation.md"))
        .Replace("ssh root@HOST bash", "bash", StringComparison.Ordinal).Replace("ssh root@HOST \"", "bash -c \"", StringComparison.Ordinal);

    private async Task<int> MessagesAsync(AuditToken token) =>
        (await rig.ReportAsync(token)).Evidence.Count(record => record.What is MessageAccepted);

    private static async Task MailAsync(AuditToken token)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO backup.example");
        Assert.Equal(250, await smtp.MailAsync("x@backup.example", LocalRig.MailboxAt('a', token)));
        await smtp.AskAsync("QUIT");
    }
}
