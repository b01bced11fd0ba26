using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Tests.Sessions;

public sealed class SessionLimitTests
{
    private const ChannelFault Any = ChannelFault.GarbageAfter220;

    [Fact]
    public async Task A_session_more_of_one_client_is_refused_until_one_is_over()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, settings => settings with { SessionsOfOneClient = 1 });
        var (first, firstConnection) = await front.ConnectAsync(Any);
        await first.ReplyAsync();

        var (second, secondConnection) = await front.ConnectAsync(Any);
        using (secondConnection)
        {
            Assert.Equal("421 4.7.0 Too many connections\r\n", await second.ReadToEndAsync());
            Assert.Equal(SessionEnding.TooManySessionsOfClient, (await front.RecordAsync()).Ended);
        }

        firstConnection.Dispose();
        await front.RecordAsync();
        var (third, thirdConnection) = await front.ConnectAsync(Any);
        using (thirdConnection)
        {
            Assert.StartsWith("220", Assert.Single(await third.ReplyAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Clients_of_one_64_share_their_room_and_others_do_not()
    {
        using var room = new SessionRoom(Settings(sessions: 3, ofOneClient: 1));
        using var first = room.Enter(IPAddress.Parse("2001:db8::1"), out var refused);
        Assert.Null(refused);
        using (room.Enter(IPAddress.Parse("2001:db8::2"), out refused))
        {
            Assert.Equal(SessionEnding.TooManySessionsOfClient, refused);
        }

        using (room.Enter(IPAddress.Parse("2001:db8:0:1::1"), out refused))
        {
            Assert.Null(refused);
        }
    }

    [Fact]
    public void An_ipv4_address_is_one_client_within_ipv6_too()
    {
        using var room = new SessionRoom(Settings(sessions: 3, ofOneClient: 1));
        using var first = room.Enter(IPAddress.Parse("192.0.2.1"), out _);
        using var second = room.Enter(IPAddress.Parse("::ffff:192.0.2.1"), out var refused);
        Assert.Equal(SessionEnding.TooManySessionsOfClient, refused);
        using var third = room.Enter(IPAddress.Parse("192.0.2.2"), out refused);
        Assert.Null(refused);
    }

    [Fact]
    public void All_clients_together_have_so_many_sessions_and_who_is_refused_takes_none()
    {
        using var room = new SessionRoom(Settings(sessions: 1, ofOneClient: 1));
        var first = room.Enter(IPAddress.Parse("192.0.2.1"), out var refused);
        Assert.Null(refused);
        using (room.Enter(IPAddress.Parse("192.0.2.2"), out refused))
        {
            Assert.Equal(SessionEnding.TooManySessions, refused);
        }

        first.Dispose();
        using var again = room.Enter(IPAddress.Parse("192.0.2.2"), out refused);
        Assert.Null(refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_of_more_than_4_KiB_ends_the_session(bool endsEver)
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(Any);
        using (connection)
        {
            await client.ReplyAsync();
            await client.SendAsync($"NOOP {new string('x', 4096)}{(endsEver ? "\r\n" : "")}");

            Assert.Equal("", await client.ReadToEndAsync());
            connection.Dispose();
            Assert.Equal(SessionEnding.LineTooLong, (await front.RecordAsync()).Ended);
            Assert.Empty(postfix.Commands);
        }
    }

    [Fact]
    public async Task A_reply_without_end_ends_the_session()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(Any);
        using (connection)
        {
            await client.ReplyAsync();
            await client.SendAsync("ENDLESS\r\n");

            Assert.Equal("", await client.ReadToEndAsync());
            connection.Dispose();
            Assert.Equal(SessionEnding.ReplyTooLong, (await front.RecordAsync()).Ended);
        }
    }

    [Fact]
    public async Task A_session_without_an_octet_for_five_minutes_is_over()
    {
        var time = new FakeTimeProvider();
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, time: time);
        var (client, connection) = await front.ConnectAsync(Any);
        using (connection)
        {
            await client.ReplyAsync();
            time.Advance(TimeSpan.FromMinutes(5));

            Assert.Equal("", await client.ReadToEndAsync());
            connection.Dispose();
            Assert.Equal(SessionEnding.Idle, (await front.RecordAsync()).Ended);
        }
    }

    [Fact]
    public async Task A_ClientHello_has_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint, time: time);
        var (client, connection) = await front.ConnectAsync(Any);
        using (connection)
        {
            await client.ReplyAsync();
            await client.AskAsync("STARTTLS");
            // The beginning of one gives it no more.
            await client.SendAsync("\x16\x03\x01");
            time.Advance(TimeSpan.FromSeconds(30));

            Assert.Equal("", await client.ReadToEndAsync());
            connection.Dispose();
            Assert.Equal(SessionEnding.NoClientHello, (await front.RecordAsync()).Ended);
        }
    }

    [Fact]
    public async Task Who_does_not_read_is_not_read_from_without_end()
    {
        await using var postfix = new ScriptedPostfix();
        await using var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (_, connection) = await front.ConnectAsync(ChannelFault.StartTlsAnswered454);
        connection.Client.Blocking = false;
        using (connection)
        {
            // Each is answered with five times as much. As soon as the answers are stuck, the front reads no more, and there is no room to write.
            var commands = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("STARTTLS\r\n", 10_000)));
            var sent = 0L;
            while (sent < 100_000_000 && connection.Client.Poll(TimeSpan.FromMilliseconds(500), SelectMode.SelectWrite))
            {
                sent += connection.Client.Send(commands, SocketFlags.None, out _);
            }

            Assert.InRange(sent, 1, 50_000_000);
        }
    }

    private static FrontSettings Settings(int sessions, int ofOneClient) =>
        new() { Upstream = new(IPAddress.Loopback, 25), Listeners = [], Sessions = sessions, SessionsOfOneClient = ofOneClient };
}
