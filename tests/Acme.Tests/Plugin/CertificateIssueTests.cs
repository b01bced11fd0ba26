using System.Security.Cryptography.X509Certificates;
using System.Text;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>What an order gives.</summary>
public sealed class CertificateIssueTests(AcmeRig rig) : CertificateTest(rig)
{
    [Fact]
    public async Task One_order_gives_one_certificate_for_all_names()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com", "mta-sts.a.audit.example.com");

        Assert.Equal("mail-a.audit.example.com", certificate.Id);
        using var x509 = X509Certificate2.CreateFromPem(
            certificate.Outputs.Text(PropertyName.FullChainPem), certificate.Outputs.Text(PropertyName.PrivateKeyPem));
        Assert.True(x509.HasPrivateKey);
        var names = x509.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames();
        Assert.Equal(["mail-a.audit.example.com", "mta-sts.a.audit.example.com"], names.Order());
        Assert.Equal(x509.SerialNumber, certificate.Outputs.Text(PropertyName.SerialNumber));
    }

    [Fact]
    public async Task The_chain_is_the_certificate_and_its_issuers()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");

        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate.Outputs.Text(PropertyName.FullChainPem));
        Assert.True(chain.Count >= 2);
        Assert.StartsWith(
            certificate.Outputs.Text(PropertyName.CertificatePem), certificate.Outputs.Text(PropertyName.FullChainPem), StringComparison.Ordinal);
        Assert.Equal(chain[0].Issuer, chain[1].Subject);
        Assert.DoesNotContain("\n\n", certificate.Outputs.Text(PropertyName.FullChainPem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wildcard_and_its_own_name_are_proven_at_one_owner()
    {
        var certificate = await IssueAsync("w.example.com", "*.w.example.com");

        Assert.Equal("w.example.com", certificate.Id);
        Assert.Empty(Rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task No_challenge_record_is_left()
    {
        await IssueAsync("mail-a.audit.example.com", "mta-sts.a.audit.example.com");

        Assert.Empty(Rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait_between_two_looks()
    {
        var inputs = await InputsAsync("patient.example.com");
        var asked = TimeSpan.FromSeconds(2);
        DateTimeOffset? held = null;
        DateTimeOffset? next = null;
        Plugin.Transport.Answered = async (request, response) =>
        {
            if (!request.RequestUri!.AbsolutePath.StartsWith("/my-order/", StringComparison.Ordinal) || !response.IsSuccessStatusCode)
            {
                return;
            }

            if (held is not null)
            {
                next ??= DateTimeOffset.UtcNow;
            }
            else if ((await response.Content.ReadAsStringAsync()).Contains("\"ready\"", StringComparison.Ordinal))
            {
                held = DateTimeOffset.UtcNow;
                response.Headers.RetryAfter = new(asked);
                response.Content = new StringContent("""{"status":"processing"}""", Encoding.UTF8, "application/json");
            }
        };

        await Plugin.CreateAsync(ProviderPackage.Certificate, Name, inputs);

        Assert.True(next - held >= asked);
    }

    [Fact]
    public async Task Keys_and_tokens_are_secret_wherever_they_come_from()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");

        Assert.True(certificate.Inputs[PropertyName.AccountKeyPem].IsSecret);
        Assert.True(certificate.Inputs[PropertyName.DigitalOceanToken].IsSecret);
        Assert.True(certificate.Outputs[PropertyName.PrivateKeyPem].IsSecret);
        Assert.DoesNotContain(certificate.Outputs.Values, value => value.ToString()!.Contains(DigitalOceanStandIn.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(Plugin.Engine.Messages, m => m.Contains(DigitalOceanStandIn.Token, StringComparison.Ordinal));
    }
}
