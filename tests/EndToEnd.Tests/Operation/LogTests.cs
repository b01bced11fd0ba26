using System.Text.Json;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Operation;

/// <summary>What the containers print, as docs/operation.md says.</summary>
[Collection(nameof(LocalRig))]
public sealed class LogTests(LocalRig rig)
{
    [Fact]
    public async Task The_collectors_log_is_an_object_a_line()
    {
        var lines = (await LogAsync("collector")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            using var entry = JsonDocument.Parse(line);
            Assert.EndsWith("Z", entry.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(entry.RootElement.GetProperty("LogLevel").GetString()!);
        });
    }

    [Fact]
    public async Task A_receivers_log_tells_of_Postfix_and_its_warnings_and_not_who_mailed_what()
    {
        var (token, asked) = (AuditToken.New(), Guid.NewGuid());
        await using (var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a')))
        {
            await smtp.AskAsync("EHLO mailing.example");
            Assert.Equal(250, await smtp.MailAsync("x@mailing.example", LocalRig.MailboxAt('a', token)));
            // Postfix warns of it.
            await smtp.AskAsync($"GET /{asked} HTTP/1.1");
        }

        Assert.NotEmpty((await rig.ReportAsync(token)).Evidence);
        var container = await LocalRig.ContainerAsync("receiver-a");
        await LocalRig.ShellAsync($"timeout 20 bash -c 'until docker logs {container} 2>&1 | grep -q \"warning.*{asked}\"; do sleep 0.1; done'");
        var log = await LogAsync("receiver-a");

        Assert.Contains("starting the Postfix mail system", log, StringComparison.Ordinal);
        Assert.DoesNotContain(token.ToString(), log, StringComparison.Ordinal);
        Assert.DoesNotContain("mailing.example", log, StringComparison.Ordinal);
        Assert.DoesNotContain("connect from", log, StringComparison.Ordinal);
    }

    private static async Task<string> LogAsync(string service) => await LocalRig.ShellAsync($"docker logs {await LocalRig.ContainerAsync(service)} 2>&1");
}
