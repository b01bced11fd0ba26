using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

public sealed class SelfSignedCertificateTests
{
    private const string Host = "mail-self-signed.audit.example.com";

    private readonly PluginUnderTest plugin = new(new NoNetwork());

    [Fact]
    public async Task It_is_its_own_issuer_has_the_host_s_name_and_is_all_that_is_sent()
    {
        var certificate = await CreateAsync();

        using var x509 = X509Certificate2.CreateFromPem(
            certificate.Outputs.Text(PropertyName.FullChainPem), certificate.Outputs.Text(PropertyName.PrivateKeyPem));
        Assert.Equal(x509.SubjectName.RawData, x509.IssuerName.RawData);
        Assert.True(x509.MatchesHostname(Host));
        Assert.Equal(certificate.Outputs.Text(PropertyName.CertificatePem), certificate.Outputs.Text(PropertyName.FullChainPem));
        Assert.True(certificate.Outputs[PropertyName.PrivateKeyPem].IsSecret);
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.Add(x509);
        Assert.True(chain.Build(x509), "Who trusts it finds nothing else that is wrong.");
    }

    [Fact]
    public async Task It_is_renewed_by_the_same_rule_with_the_same_key()
    {
        var certificate = await CreateAsync();
        Assert.False((await plugin.DiffAsync(certificate)).Changes);
        plugin.Clock.Shift = TimeSpan.FromDays(61);

        var renewed = await plugin.UpdateAsync(certificate);

        Assert.NotEqual(certificate.Outputs.Text(PropertyName.SerialNumber), renewed.Outputs.Text(PropertyName.SerialNumber));
        Assert.Equal(certificate.Outputs[PropertyName.PrivateKeyPem], renewed.Outputs[PropertyName.PrivateKeyPem]);
        Assert.False((await plugin.DiffAsync(renewed)).Changes);
    }

    private Task<PluginUnderTest.Resource> CreateAsync() =>
        plugin.CreateAsync(ProviderPackage.SelfSignedCertificate, "self-signed", Properties.Of((PropertyName.Names, new[] { Host })));
}
