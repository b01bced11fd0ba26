using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Receivers;

/// <summary>A receiver takes mail for tokens at its own domain, and for nobody else.</summary>
[Collection(nameof(LocalRig))]
public sealed class RelayTests(LocalRig rig)
{
    private const string Token = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData(Token + "@a.audit.test", 250)]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E@A.Audit.Test", 250)]
    [InlineData("postmaster@a.audit.test", 250)]
    [InlineData("admin@a.audit.test", 250)]
    [InlineData("administrator@a.audit.test", 250)]
    [InlineData("webmaster@a.audit.test", 250)]
    [InlineData("hostmaster@a.audit.test", 250)]
    [InlineData("abuse@a.audit.test", 250)]
    [InlineData("abuse@audit.test", 250)]
    [InlineData("postmaster@audit.test", 250)]
    [InlineData("postmaster", 250)]
    [InlineData("someone@audit.test", 550)]
    [InlineData(Token + "@audit.test", 550)]
    [InlineData("\"" + Token + "\"@a.audit.test", 250)]
    [InlineData("@one.example,@two.example:" + Token + "@a.audit.test", 250)]
    [InlineData(Token + "+tag@a.audit.test", 550)]
    [InlineData("root@a.audit.test", 550)]
    [InlineData("someone@a.audit.test", 550)]
    [InlineData(Token + "x@a.audit.test", 550)]
    [InlineData(Token + "@b.audit.test", 550)]
    [InlineData(Token + "@mail-a.audit.test", 550)]
    [InlineData("someone@example.com", 550)]
    [InlineData("someone%example.com@a.audit.test", 550)]
    [InlineData("someone@example.com@a.audit.test", 550)]
    [InlineData("@a.audit.test:someone@example.com", 550)]
    [InlineData("example.com!someone@a.audit.test", 550)]
    [InlineData("example.com!someone", 550)]
    [InlineData("\"someone@example.com\"", 550)]
    [InlineData("\"someone@example.com\"@a.audit.test", 550)]
    [InlineData("someone@[192.0.2.1]", 550)]
    [InlineData("someone@[10.78.1.1]", 550)]
    [InlineData(Token + "@[10.78.1.1]", 550)]
    [InlineData(Token + "%example.com@a.audit.test", 550)]
    [InlineData("@a.audit.test,@b.audit.test:someone@example.com", 550)]
    [InlineData("someone%example.com%example.net@a.audit.test", 550)]
    [InlineData("\"someone%example.com\"@a.audit.test", 550)]
    [InlineData("\"@example.com:someone\"@a.audit.test", 550)]
    [InlineData("\"someone@example.com\"@[10.78.1.1]", 550)]
    [InlineData("|/bin/true@a.audit.test", 550)]
    [InlineData("/tmp/file@a.audit.test", 550)]
    public async Task Only_tokens_the_operator_s_mailboxes_and_those_of_domain_validation_are_accepted(string recipient, int expected)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO relay.example");
        Assert.Equal(250, await smtp.AskAsync("MAIL FROM:<>"));
        var code = await smtp.AskAsync($"RCPT TO:<{recipient}>");

        // Postfix refuses what it cannot read as an address with 501 or 553.
        Assert.Equal(expected, code is 501 or 553 or 554 ? 550 : code);
        Assert.Equal(221, await smtp.AskAsync("QUIT"));
    }

    [Theory]
    [InlineData("postmaster@a.audit.test")]
    [InlineData(Token + "@a.audit.test")]
    [InlineData("root@mail-a.audit.test")]
    public async Task Nobody_relays_by_writing_as_one_of_us(string sender)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO mail-a.audit.test");
        await smtp.AskAsync($"MAIL FROM:<{sender}>");

        Assert.Equal(550, await smtp.AskAsync("RCPT TO:<someone@example.com>"));
    }

    // What a proxy or an administrator may say, and mail for others to fetch.
    [Theory]
    [InlineData("XCLIENT ADDR=127.0.0.1 NAME=localhost")]
    [InlineData("XFORWARD ADDR=127.0.0.1")]
    [InlineData("AUTH PLAIN AHgAeA==")]
    [InlineData("VRFY postmaster")]
    [InlineData("EXPN postmaster")]
    [InlineData("ETRN example.com")]
    [InlineData("TURN")]
    [InlineData("SEND FROM:<x@relay.example>")]
    public async Task What_is_not_for_strangers_is_refused(string command)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO relay.example");

        Assert.InRange(await smtp.AskAsync(command), 450, 599);
    }

    [Fact]
    public async Task Without_TLS_the_receiver_that_requires_it_takes_no_mail()
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('e'));
        await smtp.AskAsync("EHLO plain.example");

        Assert.Equal(530, await smtp.AskAsync("MAIL FROM:<x@plain.example>"));
    }

    [Theory]
    [InlineData('a', true)]
    [InlineData('b', false)]
    [InlineData('c', true)]
    [InlineData('d', true)]
    [InlineData('e', true)]
    [InlineData('f', false)]
    public async Task STARTTLS_is_offered_exactly_where_the_catalogue_says_so(char letter, bool expected)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf(letter));
        await smtp.SayAsync("EHLO curious.example\r\n");
        var (code, text) = await smtp.HearAsync();

        Assert.Equal(250, code);
        Assert.Equal(expected, text.Contains("STARTTLS", StringComparison.Ordinal));
        if (!expected)
        {
            Assert.InRange(await smtp.AskAsync("STARTTLS"), 500, 599);
        }
    }

    [Fact]
    public async Task What_follows_STARTTLS_in_clear_text_is_not_carried_over()
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO injector.example");
        await smtp.SayAsync($"STARTTLS\r\nMAIL FROM:<x@injector.example>\r\nRCPT TO:<{Token}@a.audit.test>\r\n");

        Assert.Equal(220, (await smtp.HearAsync()).Code);
        // This is no ClientHello. Had the commands been kept, their replies would come first.
        await smtp.SayAsync("EHLO injector.example\r\n");
        Assert.Equal(0, (await smtp.HearAsync()).Code);
    }

    // What some servers take for the end of a message, and others do not.
    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r.\r")]
    [InlineData("\r.\r\n")]
    [InlineData("\r\n.\r")]
    [InlineData("\n\n.\r\r\n")]
    [InlineData("\r\n\0.\r\n")]
    public async Task Only_a_line_with_a_dot_alone_ends_a_message(string end)
    {
        var token = AuditToken.New();
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO smuggler.example");
        var line = end[^1] == '\n' ? "\r\n" : "\r";
        // If this were an end, there would be a reply for each smuggled command.
        var code = await smtp.MailAsync(
            "x@smuggler.example", LocalRig.MailboxAt('a', token),
            $"Subject: one\r\n\r\nbody{end}MAIL FROM:<y@smuggler.example>{line}RCPT TO:<{LocalRig.MailboxAt('a', token)}>{line}DATA{line}Subject: two{line}{line}body\r\n");

        Assert.Equal(250, code);
        Assert.Equal(221, await smtp.AskAsync("QUIT"));
        var message = Assert.Single((await rig.ReportAsync(token)).Evidence.Select(record => record.What).OfType<MessageAccepted>());
        Assert.Equal("x@smuggler.example", message.MailFrom);
    }

    [Fact]
    public async Task Nothing_is_left_to_be_sent()
    {
        foreach (var letter in "abcdef")
        {
            Assert.Empty(await LocalRig.ShellAsync($"docker exec {await LocalRig.ContainerAsync($"receiver-{letter}")} find /var/spool/postfix/active /var/spool/postfix/deferred /var/spool/postfix/hold -type f"));
        }
    }
}
