using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Testbed.Deployment;

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
        await using var connection = await RunningCollector.ConnectAsync(collector.Https);
        await using var tls = new SslStream(connection);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = Host, RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null }, Cancelled);
        return tls.RemoteCertificate!.GetCertHashString();
    }

    // As a deployment does it: a new file takes the place of the old one.
    private string Renew()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(Directory.CreateDirectory(folder.At($"certificates/{Host}")).FullName, IssuedCertificate.FileName);
        File.WriteAllText(file + ".new", $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        File.Move(file + ".new", file, overwrite: true);
        return certificate.GetCertHashString();
    }
}
