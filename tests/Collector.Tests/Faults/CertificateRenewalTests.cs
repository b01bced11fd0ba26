using MtaStsAudit.Collector.Tests.Running;

namespace MtaStsAudit.Collector.Tests.Faults;

/// <summary>Certificates are replaced while policy fetchers come and go.</summary>
public sealed class CertificateRenewalTests : IDisposable
{
    private const string Host = "mta-sts.a.audit.test";
    private const int Renewals = 5;
    private const int Fetchers = 4;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_handshake_succeeds_and_the_newest_certificate_is_used_in_the_end()
    {
        var current = Renew();
        await using var collector = await RunningCollector.StartAsync(folder);
        var handshakes = new Tally();
        using var enough = new CancellationTokenSource();
        var fetching = Enumerable.Range(0, Fetchers).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                handshakes.Add(await ShownAsync(collector));
            }
        }, Cancelled)).ToList();

        for (var renewal = 0; renewal <= Renewals; renewal++)
        {
            while (handshakes.Items is not [.., var newest] || newest != current)
            {
                await handshakes.GrowsByAsync(10, TimeSpan.FromMinutes(1));
            }

            current = renewal < Renewals ? Renew() : current;
        }

        await enough.CancelAsync();
        // A handshake that failed would be thrown here.
        await Task.WhenAll(fetching);
        Assert.Equal(Renewals, handshakes.Items.Distinct().Count() - 1);
    }

    private static async Task<string> ShownAsync(RunningCollector collector)
    {
        await using var tls = await OverTls.ConnectAsync(collector.Https, Host);
        return tls.RemoteCertificate!.GetCertHashString();
    }

    private string Renew() => OverTls.WriteCertificate(folder, Host);
}
