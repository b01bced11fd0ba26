using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Probes;
using MtaStsAudit.Stack.Acceptance;

namespace MtaStsAudit.Infra.Tests.Acceptance;

/// <summary>What is right and what is wrong at an address, the tests of the self-check tell; here, that it is asked where and for what the plan says.</summary>
public sealed class AcceptanceCheckTests : IDisposable
{
    private readonly X509Certificate2 certificate = SelfSigned();

    public void Dispose() => certificate.Dispose();

    [Fact]
    public async Task A_receiver_with_the_certificate_that_was_made_for_it_is_right_though_nobody_trusts_it()
    {
        await using var server = new ReplayingSmtpServer { OffersStartTls = true, Certificate = certificate };

        Assert.Empty(await FaultsAsync(server.Port, "a", Fingerprint(certificate)));
    }

    [Fact]
    public async Task Another_certificate_than_the_one_made_for_the_receiver_is_a_fault()
    {
        using var other = SelfSigned();
        await using var server = new ReplayingSmtpServer { OffersStartTls = true, Certificate = other };

        var fault = Assert.Single(await FaultsAsync(server.Port, "a", Fingerprint(certificate)));

        Assert.StartsWith("receiver a, mail-a.audit.example.com [127.0.0.1]: ", fault, StringComparison.Ordinal);
        Assert.Contains($"presents the certificate with SHA-256 {Fingerprint(other)} and not the one made for it, {Fingerprint(certificate)}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_asked_again_until_the_patience_of_the_plan_is_over()
    {
        await using var server = new ReplayingSmtpServer { OffersStartTls = true, Certificate = certificate };

        Assert.Contains("offers STARTTLS and must not", Assert.Single(await FaultsAsync(server.Port, "b", null, patience: 1)), StringComparison.Ordinal);
        // One session in clear text and one with STARTTLS each time.
        Assert.Equal(4, server.Sessions.Count);
    }

    [Fact]
    public async Task Where_nobody_listens_the_receiver_cannot_be_reached_from_here()
    {
        int free;
        await using (var server = new ReplayingSmtpServer())
        {
            free = server.Port;
        }

        Assert.StartsWith("receiver b cannot be reached from here, mail-b.audit.example.com [127.0.0.1]: ", Assert.Single(await FaultsAsync(free, "b", null)), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(int port, string receiver, string? fingerprint, int patience = 0) => AcceptanceCheck.FaultsAsync(
        new("audit.example.com", [new(receiver, "127.0.0.1", IsReserved: false, fingerprint)], [], new([], ""), "", patience),
        new InboundOptions { SmtpPort = port }, TestContext.Current.CancellationToken);

    private static string Fingerprint(X509Certificate2 of) => of.GetCertHashString(HashAlgorithmName.SHA256);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
