using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Tests.Sessions;

public sealed class SessionTests
{
    [Theory]
    [InlineData("127.0.0.1", "TCP4")]
    [InlineData("::1", "TCP6")]
    public async Task The_upstream_is_told_both_ends_of_the_clients_connection(string address, string family)
    {
        Assert.SkipUnless(address == "127.0.0.1" || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, address: IPAddress.Parse(address));
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsHidden);
        using (connection)
        {
            await client.ReplyAsync();
            var (from, to) = ((IPEndPoint)connection.Client.LocalEndPoint!, front.At(ChannelFault.StartTlsHidden));

            Assert.Equal($"PROXY {family} {address} {address} {from.Port} {to.Port}", postfix.ProxyHeaders.Take(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_session_is_recorded_in_one_line()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsAnswered454);
        await client.ReplyAsync();
        var port = ((IPEndPoint)connection.Client.LocalEndPoint!).Port;
        await client.AskAsync("QUIT");
        await client.ReadToEndAsync();
        connection.Dispose();

        using var record = JsonDocument.Parse(await front.RecordLineAsync());
        Assert.Equal(
            ["time", "listener", "local", "client", "clientPort", "fault", "clientHello", "fromClient", "toClient", "ended"],
            record.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal($"{front.At(ChannelFault.StartTlsAnswered454)}", record.RootElement.GetProperty("local").GetString());
        Assert.Equal("127.0.0.1", record.RootElement.GetProperty("client").GetString());
        Assert.Equal(port, record.RootElement.GetProperty("clientPort").GetInt32());
        Assert.Equal("starttls-454", record.RootElement.GetProperty("fault").GetString());
        Assert.Equal(JsonValueKind.Null, record.RootElement.GetProperty("clientHello").ValueKind);
        Assert.Equal("QUIT\r\n".Length, record.RootElement.GetProperty("fromClient").GetInt32());
        Assert.Equal("220 mail.example ESMTP Postfix\r\n221 2.0.0 Bye\r\n".Length, record.RootElement.GetProperty("toClient").GetInt32());
        Assert.Equal("upstream-closed", record.RootElement.GetProperty("ended").GetString());
    }

    [Fact]
    public async Task A_client_that_closes_behind_its_last_command_has_it_carried_out()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsAnswered454);
        using (connection)
        {
            await client.SendAsync("MAIL FROM:<>\r\nRCPT TO:<b@mail.example>\r\nDATA\r\nx\r\n.\r\n");
            connection.Client.Shutdown(SocketShutdown.Send);

            Assert.EndsWith("250 2.0.0 Ok: queued\r\n", await client.ReadToEndAsync(), StringComparison.Ordinal);
            Assert.Equal(SessionEnding.ClientClosed, (await front.RecordAsync()).Ended);
            Assert.Equal("x\r\n", Assert.Single(postfix.Messages).Content);
        }
    }

    [Fact]
    public async Task A_large_message_passes_as_it_is()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(ChannelFault.EhloAnswered502);
        using (connection)
        {
            var content = string.Concat(Enumerable.Range(0, 40_000).Select(number => $".. {number} .\r\n.\n"));
            await client.SendAsync($"MAIL FROM:<>\r\nRCPT TO:<b@mail.example>\r\nBDAT {content.Length} LAST\r\n{content}QUIT\r\n");
            await client.ReadToEndAsync();

            Assert.Equal(content, Assert.Single(postfix.Messages).Content);
        }
    }

    [Fact]
    public async Task Without_an_upstream_the_client_is_told_to_come_again()
    {
        IPEndPoint nowhere;
        await using (var postfix = new ScriptedPostfix())
        {
            nowhere = postfix.EndPoint;
        }

        await using var front = await RunningFront.StartAsync(nowhere);
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsHidden);
        using (connection)
        {
            Assert.Equal("421 4.3.0 Service not available\r\n", await client.ReadToEndAsync());
            Assert.Equal(SessionEnding.UpstreamUnreachable, (await front.RecordAsync()).Ended);
        }
    }

    [Fact]
    public async Task A_reset_connection_is_lost()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsHidden);
        await client.ReplyAsync();
        connection.Client.Close(0);

        Assert.Equal(SessionEnding.ClientLost, (await front.RecordAsync()).Ended);
    }

    [Fact]
    public async Task A_front_that_is_stopped_records_the_sessions_that_it_cuts()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(ChannelFault.StartTlsHidden);
        using (connection)
        {
            await client.ReplyAsync();
            await front.StopAsync();

            Assert.Equal("", await client.ReadToEndAsync());
            Assert.Equal(SessionEnding.Stopped, (await front.RecordAsync()).Ended);
        }
    }

    [Fact]
    public async Task The_health_check_is_greeted_and_makes_no_session()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        using var connection = new TcpClient();
        await connection.ConnectAsync(front.Health, TestContext.Current.CancellationToken);

        Assert.StartsWith("220", await new LineTalk(connection.GetStream(), Cut.Whole, TestContext.Current.CancellationToken).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(postfix.ProxyHeaders);
    }
}
