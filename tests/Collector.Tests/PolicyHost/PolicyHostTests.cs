using System.Security.Authentication;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Collector.Tests.PolicyHost;

public sealed class PolicyHostTests : IDisposable
{
    private const string Path = "/.well-known/mta-sts.txt";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_policy_is_served_at_its_own_host_and_the_fetch_is_recorded()
    {
        WriteCertificate("mta-sts.b.audit.test");
        await using var collector = await RunningCollector.StartAsync(folder);

        var (status, body, _) = await GetAsync(collector, "mta-sts.b.audit.test", "mta-sts.b.audit.test", Path);

        Assert.Equal(200, status);
        Assert.Equal(["mail-b.audit.test"], StsPolicyParser.Parse(body).Value!.Mx.Select(mx => mx.ToString()));
        var fetch = Assert.IsType<PolicyFetched>(Assert.Single(await collector.Store.WithoutTokenAsync(9, 10_000, Cancelled)).What);
        Assert.Equal(("b", "mta-sts.b.audit.test", "TLSv1.3", "tester", 200), (fetch.Receiver.ToString(), fetch.ServerName, fetch.TlsProtocol, fetch.UserAgent, fetch.Status));
        Assert.Equal(PolicyId.Of(StsPolicyParser.Parse(body).Value!).Value, fetch.PolicyId);
    }

    [Fact]
    public async Task The_policy_is_served_even_when_the_store_is_away()
    {
        WriteCertificate("mta-sts.a.audit.test");
        var store = new ObstinateStore();
        store.Fail();
        await using var collector = await RunningCollector.StartAsync(folder, store);

        Assert.Equal(200, (await GetAsync(collector, "mta-sts.a.audit.test", "mta-sts.a.audit.test", Path)).Status);
    }

    [Theory]
    [InlineData("mta-sts.f.audit.test")]
    [InlineData("mail-a.audit.test")]
    [InlineData("somebody.else.test")]
    public async Task An_unknown_server_name_is_dropped_in_the_handshake(string name)
    {
        WriteCertificate("mta-sts.a.audit.test");
        await using var collector = await RunningCollector.StartAsync(folder);

        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(collector, name, name, Path));
        Assert.Empty(await collector.Store.WithoutTokenAsync(9, 10_000, Cancelled));
    }

    [Theory]
    [InlineData("mta-sts.a.audit.test", "api.audit.test", "/site", 421)]
    [InlineData("api.audit.test", "mta-sts.a.audit.test", Path, 421)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "/audits/0f8fad5b-d9cb-469f-a165-70867728950e", 404)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "/.well-known/../site", 404)]
    [InlineData("api.audit.test", "api.audit.test", Path, 404)]
    [InlineData("api.audit.test", "api.audit.test", "/health", 200)]
    [InlineData("api.audit.test", "api.audit.test", "/ready", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/ready/", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/%52eady", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/metrics", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/Metrics/", 404)]
    [InlineData("api.audit.test", "api.audit.test", "//ready", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/x/../ready", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/x/%2e%2e/metrics", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/health/..%2fready", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/ready;x", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/..\\..\\etc\\passwd", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("api.audit.test", "api.audit.test", "/%00", 400)]
    [InlineData("api.audit.test", "api.audit.test", "/%c0%ae%c0%ae/ready", 404)]
    [InlineData("api.audit.test", "api.audit.test.", "/site", 421)]
    [InlineData("api.audit.test", "API.audit.test:443", "/health", 200)]
    [InlineData("api.audit.test", "somebody@api.audit.test", "/site", 400)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "/.well-known/%2e%2e/site", 404)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "/.well-known/..%2fsite", 404)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "/.well-known/ready", 404)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "//.well-known/mta-sts.txt", 404)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.b.audit.test", Path, 421)]
    [InlineData("mta-sts.a.audit.test", "mta-sts.a.audit.test", "https://api.audit.test/site", 400)]
    public async Task Each_host_serves_its_own_things_only(string serverName, string host, string path, int expected)
    {
        WriteCertificate("mta-sts.a.audit.test");
        WriteCertificate("api.audit.test");
        await using var collector = await RunningCollector.StartAsync(folder);

        Assert.Equal(expected, (await GetAsync(collector, serverName, host, path)).Status);
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_without_a_restart_and_a_broken_one_is_not()
    {
        var first = WriteCertificate("mta-sts.a.audit.test");
        await using var collector = await RunningCollector.StartAsync(folder);
        Assert.Equal(first, (await GetAsync(collector, "mta-sts.a.audit.test", "mta-sts.a.audit.test", Path)).Thumbprint);

        await File.WriteAllTextAsync(folder.At("certificates/mta-sts.a.audit.test/certificate.pem"), "half a certificate", Cancelled);
        await SecondsPassAsync(collector, first);
        var second = WriteCertificate("mta-sts.a.audit.test");
        await SecondsPassAsync(collector, second);

        Assert.NotEqual(first, second);
    }

    // The files are looked at again a second after the last look, at a handshake.
    private static async Task SecondsPassAsync(RunningCollector collector, string expected)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        string seen;
        var looks = 0;
        do
        {
            await timer.WaitForNextTickAsync(Cancelled);
            seen = (await GetAsync(collector, "mta-sts.a.audit.test", "mta-sts.a.audit.test", Path)).Thumbprint;
        }
        while (++looks < 5 || (seen != expected && looks < 40));
        Assert.Equal(expected, seen);
    }

    private static Task<(int Status, string Body, string Thumbprint)> GetAsync(RunningCollector collector, string serverName, string host, string path) =>
        OverTls.GetAsync(collector.Https, serverName, host, path);

    /// <returns>The thumbprint.</returns>
    private string WriteCertificate(string name) => OverTls.WriteCertificate(folder, name);
}
