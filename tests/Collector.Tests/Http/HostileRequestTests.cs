using System.Net;
using System.Text;
using MtaStsAudit.Collector.Tests.Running;

namespace MtaStsAudit.Collector.Tests.Http;

/// <summary>Requests that no browser sends: each has its answer or is hung up on, and the next client is served.</summary>
public sealed class HostileRequestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string, int> Requests => new()
    {
        { "no host", "GET /health HTTP/1.1\r\n\r\n", 400 },
        { "two hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
        { "no host name", "GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n", 400 },
        { "another host in the target", "GET http://other.example/health HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "two lengths", "POST /poll HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nusers", 400 },
        { "a length below nothing", "POST /poll HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400 },
        { "an unknown coding", "POST /poll HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400 },
        { "chunks of no number", "POST /tlsrpt HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400 },
        { "a chunk of any size", "POST /tlsrpt HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", 400 },
        { "a folded header", "GET /health HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400 },
        { "a space before the colon", "GET /health HTTP/1.1\r\nHost : a\r\n\r\n", 400 },
        { "a NUL", "GET /health\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "no protocol", "GET /health\r\n\r\n", 400 },
        { "a protocol to come", "GET /health HTTP/9.9\r\nHost: a\r\n\r\n", 505 },
        { "SMTP", "EHLO sender.example\r\n", 400 },
        { "TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n", 400 },
        { "a tunnel", "CONNECT example.com:25 HTTP/1.1\r\nHost: example.com:25\r\n\r\n", 405 },
        { "a proxy's method", "TRACE /health HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
        { "a giant address", $"GET /{new string('x', 100_000)} HTTP/1.1\r\nHost: a\r\n\r\n", 414 },
        { "a giant header", $"GET /health HTTP/1.1\r\nHost: a\r\nX: {new string('x', 100_000)}\r\n\r\n", 431 },
        { "many headers", $"GET /health HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 500))}\r\n", 431 },
        { "a giant report", "POST /tlsrpt HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000000\r\n\r\n", 413 },
        { "a giant poll", "POST /poll HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000000\r\n\r\n", 413 },
        { "a giant promise", "POST /tlsrpt HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2000000000\r\n\r\n", 413 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_cannot_be_read_is_answered_and_the_next_client_is_served(string what, string request, int expected)
    {
        Assert.NotEmpty(what);
        await using var collector = await RunningCollector.StartAsync(folder);
        using var http = collector.Http;
        await using var connection = await RunningCollector.ConnectAsync(IPEndPoint.Parse(http.BaseAddress!.Authority));
        await SendAsync(connection, request);

        Assert.Equal(expected, await StatusAsync(connection));
        Assert.Contains("pong", await http.GetStringAsync(new Uri("health", UriKind.Relative), Cancelled), StringComparison.Ordinal);
    }

    // What a proxy would read as two requests.
    [Fact]
    public async Task A_request_with_a_length_and_chunks_is_the_last_of_its_connection()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        using var http = collector.Http;
        await using var connection = await RunningCollector.ConnectAsync(IPEndPoint.Parse(http.BaseAddress!.Authority));
        await SendAsync(connection, "POST /poll HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");

        using var reader = new StreamReader(connection);
        var answers = await reader.ReadToEndAsync(Cancelled);
        Assert.Single(answers.Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task SendAsync(Stream connection, string request)
    {
        try
        {
            await connection.WriteAsync(Encoding.Latin1.GetBytes(request), Cancelled);
        }
        catch (IOException)
        {
            // It was answered before it was sent.
        }
    }

    private static async Task<int> StatusAsync(Stream connection)
    {
        var status = new byte["HTTP/1.1 200".Length];
        await connection.ReadExactlyAsync(status, Cancelled);
        return int.Parse(status.AsSpan(^3..), System.Globalization.CultureInfo.InvariantCulture);
    }
}
