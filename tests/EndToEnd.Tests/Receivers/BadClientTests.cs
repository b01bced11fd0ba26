using System.Diagnostics;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Receivers;

/// <summary>Clients that do not behave: they are told apart from a refusal, and others are served meanwhile.</summary>
[Collection(nameof(LocalRig))]
public sealed class BadClientTests(LocalRig rig)
{
    [Fact]
    public async Task Clients_that_hang_in_every_state_do_not_keep_others_away_and_refuse_nothing()
    {
        var token = AuditToken.New();
        string[][] states =
        [
            [],
            ["EHLO hanging.example"],
            ["EHLO hanging.example", "MAIL FROM:<x@hanging.example>"],
            ["EHLO hanging.example", "MAIL FROM:<x@hanging.example>", $"RCPT TO:<{LocalRig.MailboxAt('b', token)}>"],
            ["EHLO hanging.example", "MAIL FROM:<x@hanging.example>", $"RCPT TO:<{LocalRig.MailboxAt('b', token)}>", "DATA"],
        ];
        List<SmtpDialogue> hanging = [];
        foreach (var state in states)
        {
            var client = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('b'));
            foreach (var command in state)
            {
                Assert.InRange(await client.AskAsync(command), 200, 399);
            }

            hanging.Add(client);
        }

        await using (var other = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a')))
        {
            Assert.Equal(250, await other.AskAsync("EHLO other.example"));
            Assert.Equal(250, await other.MailAsync("x@other.example", LocalRig.MailboxAt('a', token)));
            await other.AskAsync("QUIT");
        }

        foreach (var client in hanging)
        {
            await client.DisposeAsync();
        }

        // Of those without a transaction only the one that greeted said anything; it was lost, and did not refuse. Nor did the others.
        var report = await rig.ReportAsync(token, seen => SessionsAt(seen, 'b').Any(session => session.Commands.Given("mail") == 0));
        Assert.Single(SessionsAt(report, 'b'), session => session.Commands.Given("mail") == 0);
        Assert.All(SessionsAt(report, 'b'), session => Assert.Equal(SessionEnding.Lost, session.Ending));
        Assert.DoesNotContain(report.Outcomes, outcome => outcome.Kind == OutcomeKind.Refused);
    }

    [Fact]
    public async Task A_client_that_checks_the_certificate_within_the_handshake_is_seen_with_its_alert()
    {
        var token = AuditToken.New();
        await using (var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a')))
        {
            await smtp.AskAsync("EHLO checking.example");
            Assert.Equal(250, await smtp.MailAsync("x@checking.example", LocalRig.MailboxAt('a', token)));
            await smtp.AskAsync("QUIT");
        }

        var start = new ProcessStartInfo("openssl",
            ["s_client", "-connect", $"{LocalRig.AddressOf('d')}:25", "-starttls", "smtp", "-name", "checking.example", "-servername", "mail-d.audit.test",
                "-CAfile", Path.Combine(LocalRig.StateFolder, "ca", "trusted.pem"), "-verify_return_error"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var openssl = Process.Start(start)!;
        openssl.StandardInput.Close();
        await openssl.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Of this host others may have come here shortly before, and left without a word about TLS.
        var report = await rig.ReportAsync(token, seen => SessionsAt(seen, 'd').Any(HasAskedForTls));
        var session = Assert.Single(SessionsAt(report, 'd'), HasAskedForTls);
        Assert.Equal(48, session.TlsFailure?.Alert);
        Assert.Equal("mail-d.audit.test", session.ServerName);
        Assert.Equal(SessionEnding.Lost, session.Ending);
    }

    [Fact]
    public async Task Over_long_lines_and_binary_commands_are_refused_and_the_receiver_goes_on()
    {
        // A process that was started while the receiver was besieged ends a session at the second fault: so there is one in each.
        var token = AuditToken.New();
        await using (var noisy = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a')))
        {
            await noisy.AskAsync("EHLO noisy.example");
            Assert.InRange(await noisy.AskAsync("NOISE \0\u0001\u00FF\u0080"), 500, 599);
        }

        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO noisy.example");
        Assert.InRange(await smtp.AskAsync("MAIL FROM:<" + new string('x', 100_000) + "@noisy.example>"), 500, 599);

        Assert.Equal(250, await smtp.MailAsync("x@noisy.example", LocalRig.MailboxAt('a', token), $"Subject: {new string('s', 90_000)}\r\n\r\nbody\r\n"));
        Assert.Equal(552, await TooLargeAsync(smtp, token));
        Assert.Single((await rig.ReportAsync(token)).Evidence.Select(record => record.What).OfType<MessageAccepted>());
    }

    private static bool HasAskedForTls(SessionEnded session) => session.Commands.Given("starttls") > 0;

    private static async Task<int> TooLargeAsync(SmtpDialogue smtp, AuditToken token)
    {
        await smtp.AskAsync("RSET");
        return await smtp.MailAsync("x@noisy.example", LocalRig.MailboxAt('a', token), "Subject: x\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('b', 998) + "\r\n", 1100)));
    }

    private static IEnumerable<SessionEnded> SessionsAt(AuditReport report, char letter) =>
        report.Evidence.Select(record => record.What).OfType<SessionEnded>().Where(session => session.Receiver == new ReceiverName(letter));
}
