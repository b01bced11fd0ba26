using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Front.Faults;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Tests.Faults;

public sealed class ChannelFaultTests
{
    private const string Content = "Subject: x\r\n\r\nSTARTTLS\r\n..dot\r\n";

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task Starttls_is_offered_and_answered_454(Cut cut) =>
        await IsOfferedAndAnsweredAsync(ChannelFault.StartTlsAnswered454, cut, "454 4.7.0 TLS not available due to local problem");

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task Starttls_is_offered_and_answered_502(Cut cut) =>
        await IsOfferedAndAnsweredAsync(ChannelFault.StartTlsAnswered502, cut, "502 5.5.1 Command not implemented");

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task The_connection_is_closed_behind_the_220(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.ClosedAfter220, cut);
        await test.Client.AskAsync("EHLO sender.example");
        Assert.Equal(["220 2.0.0 Ready to start TLS"], await test.Client.AskAsync("STARTTLS"));
        Assert.Equal("", await test.Client.ReadToEndAsync());

        Assert.Equal(SessionEnding.Fault, (await test.RecordAsync()).Ended);
        Assert.Contains("STARTTLS", test.Commands);
    }

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task A_client_that_says_its_ClientHello_to_a_closed_connection_is_heard(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.ClosedAfter220, cut);
        await test.Client.AskAsync("EHLO sender.example");
        await test.Client.AskAsync("STARTTLS");
        await Assert.ThrowsAnyAsync<IOException>(test.BeginTlsAsync);

        Assert.Equal(FaultTest.ServerName, (await test.RecordAsync()).ClientHello?.ServerName);
    }

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task A_ClientHello_is_answered_with_what_is_no_tls(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.GarbageAfter220, cut);
        await test.Client.AskAsync("EHLO sender.example");
        Assert.Equal(["220 2.0.0 Ready to start TLS"], await test.Client.AskAsync("STARTTLS"));
        await Assert.ThrowsAnyAsync<AuthenticationException>(test.BeginTlsAsync);

        var record = await test.RecordAsync();
        Assert.Equal(SessionEnding.Fault, record.Ended);
        Assert.Equal(FaultTest.ServerName, record.ClientHello?.ServerName);
        Assert.DoesNotContain("TLS", test.Commands);
    }

    [Fact]
    public async Task The_garbage_is_512_octets_and_comes_behind_the_ClientHello()
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.GarbageAfter220, Cut.Whole);
        await test.Client.AskAsync("EHLO sender.example");
        await test.Client.AskAsync("STARTTLS");
        await test.Client.SendAsync("no ClientHello\r\n");

        Assert.Equal(GarbageAfter220.Length, (await test.Client.ReadToEndAsync()).Length);
        Assert.Null((await test.RecordAsync()).ClientHello);
    }

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task Ehlo_is_answered_502_and_helo_goes_on(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.EhloAnswered502, cut);
        Assert.Equal(["502 5.5.1 Command not implemented"], await test.Client.AskAsync("EHLO sender.example"));
        Assert.StartsWith("250 ", Assert.Single(await test.Client.AskAsync("HELO sender.example")), StringComparison.Ordinal);
        await test.DeliverAsync();

        Assert.Equal((Content, false), Assert.Single(test.Messages));
        Assert.DoesNotContain("EHLO sender.example", test.Commands);
    }

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task Replies_stand_behind_the_220_in_its_segment_and_tls_goes_on(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.ResponsesInjected, cut);
        await test.Client.AskAsync("EHLO sender.example");
        Assert.Equal(["220 2.0.0 Ready to start TLS"], await test.Client.AskAsync("STARTTLS"));
        // Read in one go with the 220.
        Assert.Equal("250-mail.example\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN\r\n", test.Client.Ahead);
        await test.Client.ReplyAsync();

        await test.BeginTlsAsync();
        Assert.DoesNotContain("250-STARTTLS", await test.Client.AskAsync("EHLO sender.example"));
        await test.DeliverAsync();
        Assert.Equal((Content, true), Assert.Single(test.Messages));
        var record = await test.RecordAsync();
        Assert.Equal(FaultTest.ServerName, record.ClientHello?.ServerName);
        Assert.Equal(SessionEnding.UpstreamClosed, record.Ended);
    }

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task The_line_that_offers_starttls_is_gone_and_the_reply_well_formed(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.StartTlsHidden, cut);
        Assert.Equal(["250-mail.example", "250-PIPELINING", "250-8BITMIME", "250 CHUNKING"], await test.Client.AskAsync("EHLO sender.example"));
        await test.DeliverAsync();

        Assert.Equal((Content, false), Assert.Single(test.Messages));
    }

    [Fact]
    public async Task A_client_that_asks_for_hidden_starttls_gets_it()
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.StartTlsHidden, Cut.Whole);
        await test.Client.AskAsync("EHLO sender.example");
        Assert.Equal(["220 2.0.0 Ready to start TLS"], await test.Client.AskAsync("STARTTLS"));
        await test.BeginTlsAsync();
        await test.DeliverAsync();

        Assert.Equal((Content, true), Assert.Single(test.Messages));
    }

    [Fact]
    public async Task STARTTLS_is_hidden_from_a_client_for_a_time_and_then_offered_to_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using var postfix = new ScriptedPostfix(Cut.Whole);
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, settings => settings with { FaultLasts = TimeSpan.FromMinutes(6) }, time);

        Assert.False(await IsOfferedAsync(front));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await IsOfferedAsync(front));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await IsOfferedAsync(front));
    }

    [Fact]
    public async Task A_client_that_is_remembered_no_more_meets_the_fault_anew()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using var postfix = new ScriptedPostfix(Cut.Whole);
        await using var front = await RunningFront.StartAsync(
            postfix.EndPoint, settings => settings with { FaultLasts = TimeSpan.FromMinutes(6), ClientsAreRemembered = TimeSpan.FromHours(1) }, time);

        Assert.False(await IsOfferedAsync(front));
        time.Advance(TimeSpan.FromMinutes(65));
        Assert.True(await IsOfferedAsync(front));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await IsOfferedAsync(front));
    }

    private static async Task<bool> IsOfferedAsync(RunningFront front)
    {
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsHiddenAtFirst);
        using (connection)
        {
            await client.ReplyAsync();
            return (await client.AskAsync("EHLO sender.example")).Any(line => line.Contains("STARTTLS", StringComparison.Ordinal));
        }
    }

    public static TheoryData<ChannelFault> AllFaults => [.. Enum.GetValues<ChannelFault>()];

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Mail_in_clear_text_passes_with_every_fault(ChannelFault fault)
    {
        await using var test = await FaultTest.AtAsync(fault, Cut.Whole);
        await test.Client.AskAsync("HELO sender.example");
        await test.DeliverAsync();

        Assert.Equal((Content, false), Assert.Single(test.Messages));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task A_chunk_is_content_and_no_command(ChannelFault fault)
    {
        await using var test = await FaultTest.AtAsync(fault, Cut.Whole);
        await test.Client.SendAsync("MAIL FROM:<>\r\nRCPT TO:<b@mail.example>\r\nBDAT 18 LAST\r\nSTARTTLS\r\nEHLO x\r\nQUIT\r\n");
        await test.Client.ReadToEndAsync();

        Assert.Equal(("STARTTLS\r\nEHLO x\r\n", false), Assert.Single(test.Messages));
    }

    [Theory]
    [InlineData(Cut.Whole)]
    [InlineData(Cut.Lines)]
    [InlineData(Cut.Octets)]
    public async Task The_fronts_own_reply_comes_in_its_place_when_commands_are_pipelined(Cut cut)
    {
        await using var test = await FaultTest.AtAsync(ChannelFault.StartTlsAnswered454, cut);
        await test.Client.SendAsync("RSET\r\nstarttls \r\nMAIL FROM:<>\r\n STARTTLS\r\nQUIT\r\n");

        Assert.Equal(["250", "454", "250", "454", "221"],
            (await test.Client.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[..3]));
    }

    private static async Task IsOfferedAndAnsweredAsync(ChannelFault fault, Cut cut, string answer)
    {
        await using var test = await FaultTest.AtAsync(fault, cut);
        Assert.Contains("250-STARTTLS", await test.Client.AskAsync("EHLO sender.example"));
        Assert.Equal([answer], await test.Client.AskAsync("STARTTLS"));
        await test.DeliverAsync();

        Assert.Equal((Content, false), Assert.Single(test.Messages));
        Assert.DoesNotContain("STARTTLS", test.Commands);
        Assert.Equal(SessionEnding.UpstreamClosed, (await test.RecordAsync()).Ended);
    }
}
