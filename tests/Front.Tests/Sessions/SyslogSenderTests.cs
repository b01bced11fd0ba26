using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Tests.Sessions;

/// <summary>What clients offer in TLS goes to the rsyslog beside the front, a datagram a session.</summary>
public sealed class SyslogSenderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_began_TLS_is_told_in_the_words_of_its_record_and_one_in_clear_is_not()
    {
        using var rsyslog = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, settings => settings with { Syslog = (IPEndPoint)rsyslog.Client.LocalEndPoint! });
        var (inClear, first) = await front.ConnectAsync(ChannelFault.StartTlsAnswered454);
        await inClear.ReplyAsync();
        await inClear.AskAsync("QUIT");
        first.Dispose();
        Assert.Null((await front.RecordAsync()).ClientHello);

        var (client, connection) = await front.ConnectAsync(ChannelFault.GarbageAfter220);
        await client.ReplyAsync();
        await client.AskAsync("EHLO sender.example");
        await client.AskAsync("STARTTLS");
        await Assert.ThrowsAnyAsync<Exception>(() => client.UpgradeAsync(new SslClientAuthenticationOptions { TargetHost = "mx.audit.example" }));
        connection.Dispose();
        var record = await front.RecordLineAsync();
        var line = Encoding.UTF8.GetString((await rsyslog.ReceiveAsync(Cancelled)).Buffer);

        Assert.Matches(@"^<134>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z localhost front - - - \{", line);
        Assert.Equal(record, line[line.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal("mx.audit.example", JsonSerializer.Deserialize(record, SessionRecordJson.Default.SessionRecord)!.ClientHello!.ServerName);
        Assert.Equal(0, rsyslog.Available);
    }

    [Fact]
    public async Task A_session_is_served_and_recorded_when_no_rsyslog_is_there()
    {
        IPEndPoint nobody;
        using (var gone = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            nobody = (IPEndPoint)gone.Client.LocalEndPoint!;
        }

        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, settings => settings with { Syslog = nobody });
        for (var session = 0; session < 3; session++)
        {
            var (client, connection) = await front.ConnectAsync(ChannelFault.GarbageAfter220);
            await client.ReplyAsync();
            await client.AskAsync("EHLO sender.example");
            await client.AskAsync("STARTTLS");
            await Assert.ThrowsAnyAsync<Exception>(() => client.UpgradeAsync(new SslClientAuthenticationOptions { TargetHost = "mx.audit.example" }));
            connection.Dispose();
            Assert.NotNull((await front.RecordAsync()).ClientHello);
        }
    }

    [Fact]
    public void The_longest_line_fits_into_one_of_rsyslog_s_and_says_that_it_is_cut()
    {
        var hello = new ClientHello(
            "TLSv1.2", [.. Enumerable.Repeat("TLSv1.3", 100)], new string('<', ClientHello.LongestServerName), [.. Enumerable.Repeat("SecP256r1Kyber768Draft00", 8000)],
            [.. Enumerable.Repeat(new string('<', ClientHello.LongestProtocol), 40), new string('y', 300)], 8000, 16_384);
        var line = SyslogSender.Print(new(
            DateTimeOffset.MaxValue, new string('l', 63), "[2001:db8:1111:2222:3333:4444:5555:6666]:65535", "2001:db8:1111:2222:3333:4444:5555:6666", 65_535,
            "responses-injected", hello.Bounded(), long.MaxValue, long.MaxValue, Front.Sessions.SessionEnding.TooManySessionsOfClient));

        Assert.InRange(line.Length, 1000, SyslogSender.LongestLine);
        Assert.Contains("\"isCut\":true", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        Assert.False((hello with { Versions = [], Groups = [], Alpn = [] }).Bounded().IsCut);
    }
}
