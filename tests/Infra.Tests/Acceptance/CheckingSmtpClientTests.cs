using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Stack.Acceptance;

namespace MtaStsAudit.Infra.Tests.Acceptance;

public sealed class CheckingSmtpClientTests : IDisposable
{
    private readonly X509Certificate2 certificate = SelfSigned();

    public void Dispose() => certificate.Dispose();

    [Theory]
    [InlineData(TlsOffer.None, false, "250 ok", null)]
    [InlineData(TlsOffer.None, true, "250 ok", "offers STARTTLS and must not")]
    [InlineData(TlsOffer.May, true, "250 ok", null)]
    [InlineData(TlsOffer.May, false, "250 ok", "does not offer STARTTLS and must")]
    [InlineData(TlsOffer.Encrypt, true, "530 5.7.0 Must issue a STARTTLS command first", null)]
    [InlineData(TlsOffer.Encrypt, true, "250 ok", "answers MAIL without TLS with 250 ok and must answer 530")]
    [InlineData(TlsOffer.May, true, "451 4.7.1 later", "answers MAIL without TLS with 451 4.7.1 later and must answer 250")]
    public async Task STARTTLS_is_offered_and_required_as_the_row_says(TlsOffer tls, bool offers, string answerToMail, string? fault)
    {
        await using var server = new ReplayingSmtpServer { OffersStartTls = offers, AnswerToMail = answerToMail, Certificate = certificate };

        var found = await CheckAsync(server, tls, tls == TlsOffer.None ? null : Fingerprint(certificate));

        Assert.Equal(fault is null ? null : $"receiver x (mail.example) at 127.0.0.1 port {server.Port} {fault}", found);
    }

    [Fact]
    public async Task No_session_of_the_check_could_be_taken_for_a_refusal()
    {
        await using var server = new ReplayingSmtpServer { OffersStartTls = true, Certificate = certificate };
        await CheckAsync(server, TlsOffer.May, Fingerprint(certificate));

        Assert.Equal(2, server.Sessions.Count);
        Assert.All(server.Sessions, session => Assert.Contains("MAIL FROM:<>", session));
    }

    [Fact]
    public async Task Another_certificate_than_the_one_made_for_the_receiver_is_a_fault()
    {
        using var other = SelfSigned();
        await using var server = new ReplayingSmtpServer { OffersStartTls = true, Certificate = other };

        var found = await CheckAsync(server, TlsOffer.May, Fingerprint(certificate));

        Assert.Contains($"presents the certificate with SHA-256 {Fingerprint(other)} and not the one made for it, {Fingerprint(certificate)}", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_greet_is_no_receiver()
    {
        await using var server = new ReplayingSmtpServer { Greeting = "554 5.5.0 No" };

        Assert.Contains("does not answer as a receiver:", await CheckAsync(server, TlsOffer.None, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_the_fault_tells_of_the_setting()
    {
        int free;
        await using (var server = new ReplayingSmtpServer())
        {
            free = server.Port;
        }

        var found = await CheckingSmtpClient.CheckAsync(new("x", "mail.example", "127.0.0.1", TlsOffer.None, null), "api.example", free, TestContext.Current.CancellationToken);

        Assert.Contains("cannot be reached from here:", found, StringComparison.Ordinal);
        Assert.Contains("set mta-sts-audit:check to ipv4 or https", found, StringComparison.Ordinal);
    }

    private static Task<string?> CheckAsync(ReplayingSmtpServer server, TlsOffer tls, string? fingerprint) =>
        CheckingSmtpClient.CheckAsync(new("x", "mail.example", "127.0.0.1", tls, fingerprint), "api.example", server.Port);

    private static string Fingerprint(X509Certificate2 of) => of.GetCertHashString(HashAlgorithmName.SHA256);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
