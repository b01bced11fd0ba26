using MimeKit;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Tests.Sending;

public sealed class SmtpRelayTests
{
    private static readonly AuditToken Token = AuditToken.New();

    [Fact]
    public async Task Each_receiver_gets_a_message_of_its_own_in_one_session()
    {
        using var listener = new SmtpListener();

        var refused = await Relayed(listener.Port).SendAsync(Messages("a", "b"), TestContext.Current.CancellationToken);

        Assert.Empty(refused);
        Assert.Single(listener.Heard, line => line.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.Equal(
            [$"RCPT TO:<{Token}@a.audit.test>", $"RCPT TO:<{Token}@b.audit.test>"],
            listener.Heard.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Equal(2, listener.Heard.Count(line => line.StartsWith("MAIL FROM:<me@sender.test>", StringComparison.Ordinal)));
        Assert.Equal(2, listener.Heard.Count(line => line == "Auto-Submitted: auto-generated"));
        Assert.Equal("QUIT", listener.Heard[^1]);
    }

    [Fact]
    public async Task A_refused_message_is_told_and_the_next_one_goes_out()
    {
        using var listener = new SmtpListener(refusedRecipient: "@a.");

        var refused = await Relayed(listener.Port).SendAsync(Messages("a", "b"), TestContext.Current.CancellationToken);

        Assert.Equal([$"{Token}@a.audit.test: 550 5.7.1 not through here"], refused.Select(message => message.Words));
        Assert.False(Assert.Single(refused).IsTransient);
        Assert.Contains($"RCPT TO:<{Token}@b.audit.test>", listener.Heard);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault_with_its_name()
    {
        var fault = await Assert.ThrowsAsync<CommandFault>(() => Relayed(1).SendAsync(Messages("a"), TestContext.Current.CancellationToken));

        Assert.Contains("smtp://127.0.0.1:1 cannot be used for sending", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_never_goes_out_without_tls()
    {
        using var listener = new SmtpListener();
        var relay = new SmtpRelay(new Relay("127.0.0.1", listener.Port, ImplicitTls: false, "me"), "secret");

        await Assert.ThrowsAsync<CommandFault>(() => relay.SendAsync(Messages("a"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(listener.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("audit@[192.0.2.1]")]
    [InlineData("audit@[IPv6:2001:db8::1]")]
    public async Task An_address_literal_may_be_the_sender(string from)
    {
        using var listener = new SmtpListener();
        var message = RoundMessage.Compose(from, $"{Token}@a.audit.test", "prime", Token, "a nonce", DateTimeOffset.UnixEpoch);

        Assert.Empty(await Relayed(listener.Port).SendAsync([message], TestContext.Current.CancellationToken));
        Assert.Contains(listener.Heard, line => line.StartsWith($"MAIL FROM:<{from}>", StringComparison.Ordinal));
    }

    private static SmtpRelay Relayed(int port) => new(new Relay("127.0.0.1", port, ImplicitTls: false, User: null), password: null);

    private static List<MimeMessage> Messages(params string[] letters) =>
        [.. letters.Select(letter => RoundMessage.Compose("me@sender.test", $"{Token}@{letter}.audit.test", "prime", Token, "a nonce", DateTimeOffset.UnixEpoch))];
}
