using MtaStsAudit.Model.Settings;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Abuse;

/// <summary>Much of what is allowed once: a client is stopped, and what was acknowledged before is recorded.</summary>
[Collection(nameof(LocalRig))]
public sealed class FloodTests(LocalRig rig)
{
    [Theory]
    [InlineData("NOOP")]
    [InlineData("RSET")]
    [InlineData("NOISE")]
    [InlineData("EHLO flooding.example")]
    [InlineData("MAIL FROM:<>\r\nRCPT TO:<someone@example.com>\r\nRSET")]
    public async Task Pipelined_commands_without_end_are_cut_off(string commands)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO flooding.example");
        var heard = smtp.HearAllAsync();
        await SayUntilHungUpAsync(smtp, string.Concat(Enumerable.Repeat(commands + "\r\n", 20_000)));

        // Fifty commands that bring no mail, or ten errors; what follows is not even read.
        Assert.InRange((await heard).Count, 1, 200);
        Assert.Equal(250, await MailAsync(AuditToken.New()));
    }

    [Fact]
    public async Task A_message_has_a_hundred_recipients_at_the_most_and_each_is_recorded()
    {
        var tokens = Enumerable.Range(0, Limits.Recipients + 20).Select(_ => AuditToken.New()).ToList();
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO flooding.example");
        Assert.Equal(250, await smtp.AskAsync("MAIL FROM:<x@flooding.example>"));
        List<int> codes = [];
        foreach (var token in tokens)
        {
            codes.Add(await smtp.AskAsync($"RCPT TO:<{LocalRig.MailboxAt('a', token)}>"));
        }

        // RFC 5321 §4.5.3.1.10
        Assert.Equal([.. Enumerable.Repeat(250, Limits.Recipients), .. Enumerable.Repeat(452, 20)], codes);
        Assert.Equal(354, await smtp.AskAsync("DATA"));
        Assert.Equal(250, await smtp.AskAsync("Subject: to many\r\n\r\nHello\r\n."));
        Assert.Single(await MessagesAsync(tokens[0]));
        Assert.Single(await MessagesAsync(tokens[Limits.Recipients - 1]));
        Assert.Empty(await MessagesAsync(tokens[Limits.Recipients]));
    }

    [Theory]
    [InlineData(4000, 180)]
    [InlineData(1, 900_000)]
    public async Task Giant_headers_are_counted_and_not_kept(int lines, int length)
    {
        var token = AuditToken.New();
        var headers = string.Concat(Enumerable.Range(0, lines).Select(line => $"X-{line}: {Folded(length)}\r\n"));

        Assert.Equal(250, await MailAsync(token, $"{headers}Subject: {Folded(3000)}\r\n\r\nHello\r\n"));

        var message = Assert.Single(await MessagesAsync(token));
        // Postfix itself cuts a header that is longer than header_size_limit, 100 KiB.
        Assert.InRange(message.Size, 50_000, Limits.MessageOctets);
        Assert.InRange(message.Subject?.Length ?? 0, 0, 1024);
    }

    [Fact]
    public async Task A_message_in_chunks_is_one_message()
    {
        var token = AuditToken.New();
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO chunking.example");
        await smtp.AskAsync("MAIL FROM:<x@chunking.example>");
        await smtp.AskAsync($"RCPT TO:<{LocalRig.MailboxAt('a', token)}>");
        // RFC 3030 §2: what looks like commands is content.
        const string content = "Subject: x\r\n\r\n.\r\nMAIL FROM:<y@chunking.example>\r\n";
        await smtp.SayAsync($"BDAT {content.Length}\r\n{content}BDAT 0 LAST\r\n");

        Assert.Equal(250, (await smtp.HearAsync()).Code);
        Assert.Equal(250, (await smtp.HearAsync()).Code);
        Assert.Equal("x@chunking.example", Assert.Single(await MessagesAsync(token)).MailFrom);
        Assert.InRange(await smtp.AskAsync("BDAT 99999999999999999999 LAST"), 500, 599);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("POST / HTTP/1.1")]
    [InlineData("CONNECT example.com:25")]
    public async Task Who_speaks_another_protocol_is_hung_up_on(string line)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.SayAsync($"{line}\r\nMAIL FROM:<x@flooding.example>\r\n");

        Assert.InRange((await smtp.HearAllAsync()).Count, 0, 1);
    }

    private async Task<IReadOnlyList<MessageAccepted>> MessagesAsync(AuditToken token) =>
        [.. (await rig.ReportAsync(token)).Evidence.Select(record => record.What).OfType<MessageAccepted>()];

    private static async Task<int> MailAsync(AuditToken token, string text = "Subject: x\r\n\r\nHello\r\n")
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        await smtp.AskAsync("EHLO flooding.example");
        return await smtp.MailAsync("x@flooding.example", LocalRig.MailboxAt('a', token), text);
    }

    private static async Task SayUntilHungUpAsync(SmtpDialogue smtp, string text)
    {
        try
        {
            await smtp.SayAsync(text);
        }
        catch (IOException)
        {
            // It was hung up on in the middle of it.
        }
    }

    // RFC 5322 §2.2.3
    private static string Folded(int length) => string.Join("\r\n ", Enumerable.Repeat(new string('x', 70), 1 + (length / 70)));
}
