using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.Tests.Running;

namespace MtaStsAudit.Collector.Tests.Intake;

public sealed class IntakeListenerTests
{
    private static readonly byte[] Word = "word"u8.ToArray();
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_connects_is_served_and_hung_up_on_when_that_is_over()
    {
        using var listener = Listening(IPAddress.Loopback, EchoAsync);
        await using var client = await ConnectAsync(listener.EndPoint);

        await client.WriteAsync(Word, Test);

        Assert.Equal(Word, await AllOfAsync(client));
    }

    [Fact]
    public async Task All_addresses_of_both_families_are_listened_at()
    {
        using var listener = Listening(IPAddress.IPv6Any, EchoAsync);
        await using var client = await ConnectAsync(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)listener.EndPoint).Port));

        await client.WriteAsync(Word, Test);

        Assert.Equal(Word, await AllOfAsync(client));
    }

    [Fact]
    public async Task A_socket_in_a_folder_is_for_all_who_see_it_and_takes_the_place_of_one_that_was_left()
    {
        using var folder = new TemporaryFolder();
        var file = folder.At("socket");
        await File.WriteAllTextAsync(file, "left behind", Test);
        using var listener = Listening(new UnixDomainSocketEndPoint(file), EchoAsync);
        await using var client = await ConnectAsync(listener.EndPoint);

        await client.WriteAsync(Word, Test);

        Assert.Equal(Word, await AllOfAsync(client));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherWrite));
    }

    [Fact]
    public async Task What_was_written_last_is_sent_before_the_peer_is_hung_up_on()
    {
        using var listener = Listening(IPAddress.Loopback, async connection => await connection.SendAsync(Word));
        await using var client = await ConnectAsync(listener.EndPoint);

        Assert.Equal(Word, await AllOfAsync(client));
    }

    [Fact]
    public async Task A_connection_that_fails_takes_no_other_with_it()
    {
        var served = 0;
        using var listener = Listening(IPAddress.Loopback, connection => ++served == 1 ? throw new InvalidOperationException("a fault") : EchoAsync(connection));
        await using var first = await ConnectAsync(listener.EndPoint);
        Assert.Empty(await AllOfAsync(first));

        await using var second = await ConnectAsync(listener.EndPoint);
        await second.WriteAsync(Word, Test);

        Assert.Equal(Word, await AllOfAsync(second));
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_under_way_and_lets_nobody_in()
    {
        var arrived = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        using var listener = Listening(IPAddress.Loopback, async connection =>
        {
            arrived.SetResult();
            await mayEnd.Task;
            await connection.SendAsync(Word);
        });
        var endPoint = listener.EndPoint;
        await using var client = await ConnectAsync(endPoint);
        await arrived.Task;

        var stopping = listener.StopAsync(Test);
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(endPoint));
        Assert.False(stopping.IsCompleted);

        mayEnd.SetResult();
        await stopping;
        Assert.Equal(Word, await AllOfAsync(client));
    }

    [Fact]
    public async Task A_stop_has_no_more_patience_than_it_is_given()
    {
        var arrived = new TaskCompletionSource();
        using var listener = Listening(IPAddress.Loopback, async _ =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, Test);
        });
        await using var client = await ConnectAsync(listener.EndPoint);
        await arrived.Task;

        await listener.StopAsync(new CancellationToken(canceled: true));
    }

    [Fact]
    public async Task A_stop_ends_those_who_only_wait_for_the_peer()
    {
        const int clients = 20;
        using var arrived = new SemaphoreSlim(0);
        using var listener = Listening(IPAddress.Loopback, connection =>
        {
            arrived.Release();
            return EchoAsync(connection);
        });
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => ConnectAsync(listener.EndPoint)));
        // Who connected and was not let in yet is reset, not ended.
        for (var letIn = 0; letIn < clients; letIn++)
        {
            await arrived.WaitAsync(Test);
        }

        await listener.StopAsync(Test);

        foreach (var client in all)
        {
            Assert.Empty(await AllOfAsync(client));
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_keeps_silent_for_too_long_is_hung_up_on_and_who_spoke_lately_is_not()
    {
        var time = new FakeTimeProvider();
        var heard = Channel.CreateUnbounded<bool>();
        using var listener = Listening(new IPEndPoint(IPAddress.Loopback, 0), async connection =>
        {
            while (await connection.ReceiveAsync())
            {
                connection.TryTake<ReadOnlyMemory<byte>>(All, out _);
                await heard.Writer.WriteAsync(true, Test);
            }
        }, time);
        await using var silent = await ConnectAsync(listener.EndPoint);
        await silent.WriteAsync(Word, Test);
        await heard.Reader.ReadAsync(Test);
        time.Advance(LongestSilence);
        await using var speaking = await ConnectAsync(listener.EndPoint);
        await speaking.WriteAsync(Word, Test);
        await heard.Reader.ReadAsync(Test);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await AllOfAsync(silent));

        await speaking.WriteAsync(Word, Test);
        Assert.True(await heard.Reader.ReadAsync(Test));
    }

    private static IntakeListener Listening(IPAddress address, Func<IntakeConnection, Task> serveAsync) => Listening(new IPEndPoint(address, 0), serveAsync);

    private static IntakeListener Listening(EndPoint endPoint, Func<IntakeConnection, Task> serveAsync, TimeProvider? time = null)
    {
        var listener = new IntakeListener(endPoint, serveAsync, LongestSilence, time ?? TimeProvider.System, NullLogger.Instance);
        listener.Start();
        return listener;
    }

    private static async Task<NetworkStream> ConnectAsync(EndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endPoint, Test);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // Once.
    private static async Task EchoAsync(IntakeConnection connection)
    {
        if (await connection.ReceiveAsync() && connection.TryTake<ReadOnlyMemory<byte>>(All, out var octets))
        {
            await connection.SendAsync(octets);
        }
    }

    private static FrameStatus All(ref ReadOnlyMemory<byte> received, out ReadOnlyMemory<byte> frame)
    {
        (frame, received) = (received, default);
        return FrameStatus.Complete;
    }

    private static async Task<byte[]> AllOfAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Test);
        return all.ToArray();
    }
}
