using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MtaStsAudit.Collector.PolicyHost;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Tests.PolicyHost;

/// <summary>A sender that does not take the policy host's certificate fetches no policy: that it came is evidence.</summary>
public sealed class FailedHandshakeTests : IDisposable
{
    private const string PolicyHost = "mta-sts.d.audit.test";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task A_client_that_does_not_take_the_certificate_is_recorded_with_its_alert(string version)
    {
        OverTls.WriteCertificate(folder, PolicyHost);
        await using var collector = await RunningCollector.StartAsync(folder);

        await RejectAsync(collector, PolicyHost, version);

        var failed = await FailedAsync(collector);
        Assert.Equal(("d", "127.0.0.1", PolicyHost), (failed.Receiver?.ToString(), failed.Client.ToString(), failed.ServerName));
        Assert.Equal(48, failed.Failure.Alert);
        Assert.True(failed.Failure.IsAboutCertificate);
        Assert.Contains("unknown ca", failed.Failure.Reason, StringComparison.Ordinal);
        var page = await collector.Http.GetStringAsync(new Uri("policy-fetches", UriKind.Relative), Cancelled);
        Assert.Contains("unknown ca", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x15, 0x03, 0x03, 0, 2, 2, 42 }, 42)]
    [InlineData(new byte[] { 0x15, 0x03, 0x03, 0, 2, 2, 45 }, 45)]
    public async Task Whichever_alert_the_client_sends_is_recorded(byte[] alert, int expected)
    {
        OverTls.WriteCertificate(folder, PolicyHost);
        await using var collector = await RunningCollector.StartAsync(folder);
        await using var client = await GreetAsync(collector, PolicyHost);

        await client.WriteAsync(alert, Cancelled);

        Assert.Equal(expected, (await FailedAsync(collector)).Failure.Alert);
    }

    [Fact]
    public async Task A_client_that_hangs_up_within_the_handshake_is_recorded_without_an_alert()
    {
        OverTls.WriteCertificate(folder, PolicyHost);
        await using var collector = await RunningCollector.StartAsync(folder);
        await using (await GreetAsync(collector, PolicyHost))
        {
        }

        var failed = await FailedAsync(collector);
        Assert.Null(failed.Failure.Alert);
        Assert.NotEmpty(failed.Failure.Reason);
    }

    [Fact]
    public async Task Only_those_that_name_one_of_our_policy_hosts_are_recorded()
    {
        OverTls.WriteCertificate(folder, PolicyHost);
        OverTls.WriteCertificate(folder, "api.audit.test");
        await using var collector = await RunningCollector.StartAsync(folder);

        foreach (var name in (string[])["api.audit.test", "mta-sts.f.audit.test", "somebody.else.test"])
        {
            await RejectAsync(collector, name, "-tls1_3");
        }

        await using (var junk = await RunningCollector.ConnectAsync(collector.Https))
        {
            await junk.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Cancelled);
        }

        await RejectAsync(collector, PolicyHost, "-tls1_3");

        Assert.Equal(PolicyHost, (await FailedAsync(collector)).ServerName);
    }

    [Fact]
    public async Task A_flood_of_one_network_leaves_room_for_another_and_the_next_minute_is_a_new_one()
    {
        OverTls.WriteCertificate(folder, PolicyHost);
        var time = new JumpingTime();
        await using var collector = await RunningCollector.StartAsync(folder, time: time);
        for (var count = 0; count < FailedHandshakes.OfOneNetwork + 3; count++)
        {
            await RejectAsync(collector, PolicyHost, "-tls1_3");
        }

        await RejectAsync(collector, PolicyHost, "-tls1_3", "127.0.9.1");
        Assert.Equal(FailedHandshakes.OfOneNetwork + 1, (await AllFailedAsync(collector, FailedHandshakes.OfOneNetwork + 1)).Count);

        time.Advance(TimeSpan.FromMinutes(1));
        await RejectAsync(collector, PolicyHost, "-tls1_3");

        Assert.Equal(FailedHandshakes.OfOneNetwork + 2, (await AllFailedAsync(collector, FailedHandshakes.OfOneNetwork + 2)).Count);
    }

    [Fact]
    public async Task Whoever_takes_the_certificate_is_served_in_either_version_of_HTTP()
    {
        OverTls.WriteCertificate(folder, PolicyHost);
        await using var collector = await RunningCollector.StartAsync(folder);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null },
            ConnectCallback = async (_, _) => await RunningCollector.ConnectAsync(collector.Https),
        };
        using var client = new HttpClient(handler);
        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{PolicyHost}/.well-known/mta-sts.txt") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var answer = await client.SendAsync(request, Cancelled);

            Assert.Equal((HttpStatusCode.OK, version), (answer.StatusCode, answer.Version));
        }
    }

    /// <summary>As a sender does that trusts other CAs: an alert within the handshake.</summary>
    private static async Task RejectAsync(RunningCollector collector, string serverName, string version, string from = "127.0.0.1")
    {
        var start = new ProcessStartInfo("openssl",
            ["s_client", "-connect", $"{collector.Https}", "-bind", $"{from}:0", "-servername", serverName, "-verify_return_error", "-no-CAfile", "-no-CApath", "-no-CAstore", version])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var openssl = Process.Start(start)!;
        openssl.StandardInput.Close();
        await Task.WhenAll(openssl.StandardOutput.ReadToEndAsync(Cancelled), openssl.StandardError.ReadToEndAsync(Cancelled));
        await openssl.WaitForExitAsync(Cancelled);
        Assert.NotEqual(0, openssl.ExitCode);
    }

    /// <summary>A client hello, and no more.</summary>
    private static async Task<NetworkStream> GreetAsync(RunningCollector collector, string serverName)
    {
        var connection = await RunningCollector.ConnectAsync(collector.Https);
        var hello = new RecordedStream();
        await using var tls = new SslStream(hello);
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = serverName, EnabledSslProtocols = SslProtocols.Tls12 }, Cancelled));
        await connection.WriteAsync(hello.Written, Cancelled);
        await connection.ReadExactlyAsync(new byte[1], Cancelled);
        return connection;
    }

    private static async Task<PolicyFetchFailed> FailedAsync(RunningCollector collector) => Assert.Single(await AllFailedAsync(collector, 1));

    // That a connection has gone is seen a moment later.
    private static async Task<List<PolicyFetchFailed>> AllFailedAsync(RunningCollector collector, int atLeast)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "Nothing was recorded.");
            var records = await collector.Archive.AfterAsync(0, 10_000, 1000, Cancelled);
            if (records.Count >= atLeast)
            {
                return [.. records.Select(record => Assert.IsType<PolicyFetchFailed>(record.What))];
            }

            await Task.Delay(20, Cancelled);
        }
    }

    /// <summary>Takes what is written, and ends when something is to be read.</summary>
    private sealed class RecordedStream : MemoryStream
    {
        public byte[] Written => ToArray();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);
    }
}
