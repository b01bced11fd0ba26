using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Tests.Running;

namespace MtaStsAudit.Collector.Tests.Http;

/// <summary>Whoever opens many connections, or says little over one, takes neither the collector nor others' time.</summary>
public sealed class ConnectionTests : IDisposable
{
    private const string Api = "api.audit.test";

    // The longest of the limits, and as much again for a busy machine.
    private static readonly TimeSpan Longest = 2 * HttpLimits.HeadersWithin;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_client_has_so_many_connections_and_another_is_served_all_the_same()
    {
        OverTls.WriteCertificate(folder, Api);
        await using var collector = await RunningCollector.StartAsync(folder);
        var (greedy, other) = (IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3"));
        List<Stream> held = [];
        for (var count = 0; count < ConnectionRoom.OfOneClient; count++)
        {
            held.Add(await OverTls.ConnectAsync(collector.Https, Api, greedy));
        }

        Assert.True(await Record.ExceptionAsync(() => OverTls.ConnectAsync(collector.Https, Api, greedy)) is IOException or SocketException);
        Assert.Equal(200, (await OverTls.GetAsync(collector.Https, Api, Api, "/health", other)).Status);

        foreach (var connection in held)
        {
            await connection.DisposeAsync();
        }

        Assert.Equal(200, (await OnceThereIsRoomAsync(() => OverTls.GetAsync(collector.Https, Api, Api, "/health", greedy))).Status);
    }

    [Fact]
    public async Task Who_is_slow_with_a_handshake_a_header_or_a_body_is_hung_up_on_and_others_are_served_meanwhile()
    {
        OverTls.WriteCertificate(folder, Api);
        await using var collector = await RunningCollector.StartAsync(folder);
        var plain = IPEndPoint.Parse(collector.Http.BaseAddress!.Authority);
        Task<TimeSpan>[] slow =
        [
            HeldForAsync(await RunningCollector.ConnectAsync(collector.Https), ""),
            HeldForAsync(await RunningCollector.ConnectAsync(collector.Https), "\u0016\u0003\u0001"),
            HeldForAsync(await OverTls.ConnectAsync(collector.Https, Api), "GET /health HTTP/1.1\r\nHost: "),
            HeldForAsync(await RunningCollector.ConnectAsync(plain), "GET /health HTTP/1.1\r\nX: "),
            HeldForAsync(await RunningCollector.ConnectAsync(plain), "POST /tlsrpt HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{"),
        ];

        Assert.Equal(200, (await OverTls.GetAsync(collector.Https, Api, Api, "/health")).Status);
        Assert.All(slow, held => Assert.False(held.IsCompleted));
        Assert.All(await Task.WhenAll(slow), held => Assert.InRange(held, TimeSpan.FromSeconds(4), Longest));
    }

    /// <summary>Says the beginning of something and no more.</summary>
    private static async Task<TimeSpan> HeldForAsync(Stream connection, string words)
    {
        var began = Stopwatch.GetTimestamp();
        await using (connection)
        {
            await connection.WriteAsync(Encoding.Latin1.GetBytes(words), Cancelled);
            try
            {
                // What is answered before the end, a 408 say, is read over.
                await connection.CopyToAsync(Stream.Null, Cancelled).WaitAsync(2 * Longest, Cancelled);
            }
            catch (IOException)
            {
                // The end, the hard way.
            }
        }

        return Stopwatch.GetElapsedTime(began);
    }

    // That a connection has gone is seen a moment later.
    private static async Task<T> OnceThereIsRoomAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                await Task.Delay(20, Cancelled);
            }
        }
    }
}
