using System.Net.Security;
using System.Net.Sockets;
using MtaStsAudit.Audit.Certificates;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Collector.Tests.Faults;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.EndToEnd.Tests.Faults;

/// <summary>A receiver's certificate is renewed while clients come and go.</summary>
[Collection(nameof(LocalRig))]
public sealed class CertificateRenewalTests
{
    private const int Clients = 4;
    private const int Renewals = 3;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_handshake_succeeds_and_the_newest_certificate_is_shown_in_the_end()
    {
        var handshakes = new Tally();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var mailing = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                handshakes.Add(await ShownAsync());
            }
        }, Cancelled)).ToList();

        for (var renewal = 0; renewal < Renewals; renewal++)
        {
            var renewed = Renew();
            while (handshakes.Items is not [.., var newest] || newest != renewed)
            {
                await handshakes.GrowsByAsync(20, TimeSpan.FromMinutes(1));
            }
        }

        await enough.CancelAsync();
        // A client that was refused STARTTLS, or whose handshake failed, would have thrown.
        await Task.WhenAll(mailing);
        Assert.InRange(handshakes.Items.Distinct().Count(), Renewals, Renewals + 1);
    }

    private static string Renew()
    {
        var folder = new StateFolder(LocalRig.StateFolder);
        using var authority = LocalAuthority.Load(folder.Read("ca/trusted.pem")!, folder.Read("ca/trusted.key")!);
        var plan = CertificatePlan.For(LocalRig.Names, Model.Scenarios.Catalogue.Study).First(plan => plan.Folder == "mail-a.audit.test");
        var issued = authority.Issue(plan, TimeProvider.System.GetUtcNow());
        folder.Write(BundleFile.Text($"certificates/{plan.Folder}/{IssuedCertificate.FileName}", issued.Pem));
        using var leaf = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(issued.FullChainPem);
        return leaf.GetCertHashString();
    }

    private static async Task<string> ShownAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(LocalRig.AddressOf('a'), 25, Cancelled);
        await using var tls = new SslStream(client.GetStream());
        await using (var smtp = SmtpDialogue.On(client))
        {
            Assert.Equal(220, (await smtp.HearAsync()).Code);
            Assert.Equal(250, await smtp.AskAsync("EHLO renewing.example"));
            Assert.Equal(220, await smtp.AskAsync("STARTTLS"));
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "mail-a.audit.test", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null }, Cancelled);
            return tls.RemoteCertificate!.GetCertHashString();
        }
    }
}
