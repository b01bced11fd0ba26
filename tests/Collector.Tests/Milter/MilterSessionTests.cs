using System.Net;
using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Collector.Milter;

namespace MtaStsAudit.Collector.Tests.Milter;

public sealed class MilterSessionTests
{
    private const string Recipient = MilterTalk.Token + "@a.audit.test";

    private static readonly DateTimeOffset Opened = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly MilterSession session = new(TextRoom.Usual(), Opened);

    [Fact]
    public void A_message_is_one_record_a_recipient_with_its_client_TLS_and_token()
    {
        var accept = Accepted([.. MilterTalk.Greeting(), .. MilterTalk.OverTls(), .. MilterTalk.Message("4Qabc", Recipient, "postmaster@a.audit.test")]);

        var (first, second) = (accept.Messages[0], accept.Messages[1]);
        Assert.Equal(2, accept.Messages.Count);
        Assert.Equal("a", first.Receiver.ToString());
        Assert.Equal(IPAddress.Parse("192.0.2.25"), first.Client.Address);
        Assert.Equal(40000, first.Client.Port);
        Assert.Equal("mx1.sender.example", first.Client.VerifiedHostName);
        Assert.Equal("TLSv1.3", first.Tls?.Protocol);
        Assert.Equal(("x@sender.example", Recipient, "an audit", "4Qabc"), (first.MailFrom, first.RcptTo, first.Subject, first.QueueId));
        Assert.Equal(MilterTalk.Token, first.Token?.ToString());
        Assert.Null(second.Token);
        Assert.Equal("From: x@sender.example\r\nSubject: an audit\r\n\r\nHello\r\n", Encoding.UTF8.GetString(accept.Content.Span));
        Assert.Equal(accept.Content.Length, first.Size);
    }

    [Theory]
    [InlineData(0x001FFFFFu, " of two\n\tlines", "Subject: of two\r\n\tlines\r\n", "of two\n\tlines")]
    [InlineData(0x001FFFFFu, "\twithout space", "Subject:\twithout space\r\n", "without space")]
    [InlineData(0x001FFFFFu, "bare", "Subject:bare\r\n", "bare")]
    [InlineData(0x000FFFFFu, "of an older Postfix", "Subject: of an older Postfix\r\n", "of an older Postfix")]
    public void A_header_is_kept_as_it_was_sent(uint steps, string value, string kept, string subject)
    {
        var accept = Accepted([
            MilterTalk.Negotiate(steps: steps), .. MilterTalk.Greeting().Skip(1),
            MilterTalk.Text('M', "<x@sender.example>"), MilterTalk.Text('R', $"<{Recipient}>"), MilterTalk.Text('L', "Subject", value), MilterTalk.Frame('N'),
            MilterTalk.Macros('E', "i", "4Q"), MilterTalk.Frame('E')]);

        Assert.Equal(kept + "\r\n", Encoding.UTF8.GetString(accept.Content.Span));
        Assert.Equal(subject, accept.Messages[0].Subject);
    }

    [Fact]
    public void Without_TLS_macros_a_message_came_in_clear_text() =>
        Assert.Null(Accepted([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q", Recipient)]).Messages[0].Tls);

    [Theory]
    [InlineData("unknown", null)]
    [InlineData("mx.example", "mx.example")]
    public void Only_a_verified_host_name_is_one(string given, string? expected) =>
        Assert.Equal(expected, Accepted([.. MilterTalk.Greeting(hostName: given), .. MilterTalk.Message("4Q", Recipient)]).Messages[0].Client.VerifiedHostName);

    [Theory]
    [InlineData("2001:db8::25")]
    [InlineData("192.0.2.25")]
    public void Clients_of_both_families_are_read(string address) =>
        Assert.Equal(address, Accepted([.. MilterTalk.Greeting(address: address), .. MilterTalk.Message("4Q", Recipient)]).Messages[0].Client.Address.ToString());

    [Theory]
    [InlineData($"\"{MilterTalk.Token}\"@a.audit.test")]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E@A.Audit.Test")]
    [InlineData($"@one.example,@two.example:{MilterTalk.Token}@a.audit.test")]
    public void However_an_address_is_written_it_belongs_to_its_audit(string recipient) =>
        Assert.Equal(MilterTalk.Token, Accepted([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q", recipient)]).Messages[0].Token?.ToString());

    [Fact]
    public void Several_messages_of_one_session_are_told_apart()
    {
        var first = Accepted([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q1", Recipient)]);
        var second = Accepted([MilterTalk.Frame('A'), .. MilterTalk.Message("4Q2", Recipient)]);

        Assert.Equal(("4Q1", "4Q2"), (first.Messages[0].QueueId, second.Messages[0].QueueId));
        Assert.Equal(first.Messages[0].Size, second.Messages[0].Size);
    }

    [Fact]
    public void A_session_that_leaves_without_mail_tells_its_names_and_TLS()
    {
        Feed([.. MilterTalk.Greeting("d"), .. MilterTalk.OverTls(), MilterTalk.Frame('Q')]);
        var heard = session.End();

        Assert.NotNull(heard);
        Assert.Equal("d", heard.Receiver.ToString());
        Assert.Equal(["mx1.sender.example", "mx1.sender.example"], heard.HeloNames);
        Assert.Equal("TLSv1.3", heard.Tls?.Protocol);
        Assert.Equal(Opened, heard.Began);
    }

    [Fact]
    public void Every_message_of_a_session_began_when_the_client_connected()
    {
        var first = Accepted([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q1", Recipient)]);
        var second = Accepted([MilterTalk.Frame('A'), .. MilterTalk.Message("4Q2", Recipient)]);

        Assert.Equal((Opened, Opened), (first.Messages[0].Began, second.Messages[0].Began));
    }

    [Theory]
    [InlineData("Audit-Run", "0123456789abcdef", "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f")]
    [InlineData("audit-RUN", " 0123456789abcdef\r\n", "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f")]
    [InlineData("Audit-Run", "0123456789abcde", null)]
    [InlineData("Audit-Run", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0", null)]
    [InlineData("Audit-Run", "0123456789abcdef 0123456789abcdef", null)]
    [InlineData("Audit-Run", "0123456789abcdef<script>", null)]
    [InlineData("Audit-Run", "", null)]
    [InlineData("X-Audit-Run", "0123456789abcdef", null)]
    public void The_nonce_of_a_run_is_kept_as_its_hash_and_anything_else_is_not(string name, string value, string? expected)
    {
        var message = MilterTalk.Message("4Q", Recipient).ToList();
        message.Insert(3, MilterTalk.Text('L', name, value));

        Assert.Equal(expected, Accepted([.. MilterTalk.Greeting(), .. message]).Messages[0].Run);
    }

    [Fact]
    public void A_messages_nonce_is_not_that_of_the_message_before()
    {
        var message = MilterTalk.Message("4Q", Recipient).ToList();
        message.Insert(3, MilterTalk.Text('L', "Audit-Run", "0123456789abcdef"));

        Assert.NotNull(Accepted([.. MilterTalk.Greeting(), .. message]).Messages[0].Run);
        Assert.Null(Accepted([MilterTalk.Frame('A'), .. MilterTalk.Message("4Q2", Recipient)]).Messages[0].Run);
    }

    [Fact]
    public void A_session_that_brought_mail_is_told_by_its_message_only()
    {
        Accepted([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q", Recipient)]);
        session.Committed();

        Assert.Null(session.End());
    }

    [Fact]
    public void A_broken_off_message_is_no_message()
    {
        Feed([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q", Recipient).SkipLast(1)]);

        Assert.NotNull(session.End());
    }

    [Fact]
    public void More_text_than_is_kept_is_counted_all_the_same()
    {
        var piece = new byte[60_000];
        byte[][] body = [.. Enumerable.Repeat(MilterTalk.Frame('B', piece), 10)];
        var accept = Accepted([.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q", Recipient).SkipLast(2), .. body, MilterTalk.Macros('E', "i", "4Q"), MilterTalk.Frame('E')]);

        Assert.InRange(accept.Messages[0].Size, 600_000, 601_000);
        Assert.Equal(MtaStsAudit.Model.Settings.Limits.KeptOctets, accept.Content.Length);
    }

    [Fact]
    public void Postfix_is_asked_to_wait_for_the_end_of_a_message_only()
    {
        var answer = Assert.IsType<MilterStep.Answer>(session.Take(MilterTalk.Read(MilterTalk.Negotiate())));

        Assert.Equal("0000000D4F0000000600000000001FF380", Convert.ToHexString(answer.Frame.Span));
    }

    [Fact]
    public void Who_does_not_speak_version_6_or_says_nonsense_is_hung_up_on()
    {
        Assert.Same(MilterStep.Close, session.Take(MilterTalk.Read(MilterTalk.Negotiate(version: 2))));
        Assert.Same(MilterStep.Close, session.Take(MilterTalk.Read(MilterTalk.Negotiate(steps: 0x7F))));
        Assert.Same(MilterStep.Close, session.Take(MilterTalk.Read(MilterTalk.Frame('!'))));
        Assert.Same(MilterStep.Close, session.Take(MilterTalk.Read(MilterTalk.Frame('E'))));
        Assert.Same(MilterStep.Close, session.Take(MilterTalk.Read(MilterTalk.Connect("h", "192.0.2.1", 1))));
        Assert.Same(MilterStep.Close, session.Take(MilterTalk.Read(MilterTalk.Frame('C', "x"u8))));
    }

    [Property(MaxTest = 2000)]
    public void Any_frames_are_taken_without_an_exception((byte Command, byte[]? Payload)[] frames)
    {
        Feed(MilterTalk.Greeting());
        foreach (var (command, payload) in frames)
        {
            session.Take(new MilterFrame(command, payload ?? []));
        }

        session.End();
    }

    private MilterStep.Accept Accepted(IEnumerable<byte[]> frames) => Assert.IsType<MilterStep.Accept>(Feed(frames));

    private MilterStep? Feed(IEnumerable<byte[]> frames)
    {
        MilterStep? last = null;
        foreach (var frame in frames)
        {
            last = session.Take(MilterTalk.Read(frame));
        }

        return last;
    }
}
