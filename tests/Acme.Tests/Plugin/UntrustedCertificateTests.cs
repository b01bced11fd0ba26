using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

public sealed class UntrustedCertificateTests
{
    private readonly PluginUnderTest plugin = new(new NoNetwork());

    [Fact]
    public async Task It_serves_with_a_secret_key_of_its_own()
    {
        var certificate = await CreateAsync();

        using var x509 = X509Certificate2.CreateFromPem(
            certificate.Outputs.Text(PropertyName.FullChainPem), certificate.Outputs.Text(PropertyName.PrivateKeyPem));
        Assert.True(x509.MatchesHostname("mail-d.audit.example.com"));
        Assert.Equal("mail-d.audit.example.com", certificate.Id);
        Assert.True(certificate.Outputs[PropertyName.PrivateKeyPem].IsSecret);
        Assert.True(certificate.Outputs[PropertyName.CaPrivateKeyPem].IsSecret);
    }

    [Fact]
    public async Task It_is_renewed_by_the_same_rule_with_the_same_keys()
    {
        var certificate = await CreateAsync();
        Assert.False((await plugin.DiffAsync(certificate)).Changes);
        plugin.Clock.Shift = TimeSpan.FromDays(61);

        var diff = await plugin.DiffAsync(certificate);
        var renewed = await plugin.UpdateAsync(certificate);

        Assert.Equal([PropertyName.NotAfter], diff.Diffs);
        Assert.Empty(diff.Replaces!);
        Assert.NotEqual(certificate.Outputs.Text(PropertyName.SerialNumber), renewed.Outputs.Text(PropertyName.SerialNumber));
        string[] kept = [PropertyName.PrivateKeyPem, PropertyName.CaPrivateKeyPem, PropertyName.CaCertificatePem];
        Assert.All(kept, output => Assert.Equal(certificate.Outputs[output], renewed.Outputs[output]));
        Assert.False((await plugin.DiffAsync(renewed)).Changes);
    }

    [Fact]
    public async Task Another_lifetime_is_a_new_certificate_and_another_name_a_new_resource()
    {
        var certificate = await CreateAsync();

        var shorter = await plugin.DiffAsync(certificate, certificate.Inputs.With(PropertyName.LifetimeDays, 10));
        var moved = await plugin.DiffAsync(certificate, certificate.Inputs.With(PropertyName.Names, new[] { "mail-d.example.org" }));

        Assert.Equal([PropertyName.LifetimeDays, PropertyName.NotAfter], shorter.Diffs!.Order());
        Assert.Empty(shorter.Replaces!);
        Assert.Equal([PropertyName.Names], moved.Replaces);
    }

    private Task<PluginUnderTest.Resource> CreateAsync() =>
        plugin.CreateAsync(
            ProviderPackage.UntrustedCertificate, "untrusted", Properties.Of((PropertyName.Names, new[] { "mail-d.audit.example.com" })));
}
