using System.Collections.Immutable;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>Preview on a machine without a network.</summary>
public sealed class PreviewTests
{
    private readonly PluginUnderTest plugin = new(new NoNetwork());

    [Theory]
    [InlineData(ProviderPackage.AccountKey, PropertyName.PrivateKeyPem)]
    [InlineData(ProviderPackage.Certificate, PropertyName.FullChainPem)]
    [InlineData(ProviderPackage.Certificate, PropertyName.PrivateKeyPem)]
    [InlineData(ProviderPackage.UntrustedCertificate, PropertyName.CaCertificatePem)]
    [InlineData(ProviderPackage.SelfSignedCertificate, PropertyName.CertificatePem)]
    [InlineData(ProviderPackage.SshHostKey, PropertyName.PublicKey)]
    [InlineData(ProviderPackage.SshUserKey, PropertyName.PrivateKeyPem)]
    [InlineData(ProviderPackage.GeneratedSecret, PropertyName.Value)]
    public async Task What_is_to_be_made_is_not_known_yet(string type, string output)
    {
        var outputs = await plugin.PreviewCreateAsync(type, "new", CertificateInputs().With(PropertyName.AccountKeyPem, PropertyValue.Computed));

        Assert.True(outputs[output].IsComputed);
    }

    [Fact]
    public async Task Names_and_directory_are_known()
    {
        var certificate = await plugin.PreviewCreateAsync(ProviderPackage.Certificate, "new", CertificateInputs());
        var account = await plugin.PreviewCreateAsync(ProviderPackage.AccountKey, "new", CertificateInputs());

        Assert.Equal(["a.example.com"], State.Texts(certificate.ToImmutableDictionary(), PropertyName.Names));
        Assert.Equal("https://acme.example/dir", account.Text(PropertyName.Directory));
    }

    [Fact]
    public async Task A_renewal_is_shown_and_not_done()
    {
        var resource = Issued();
        plugin.Clock.Shift = TimeSpan.FromDays(61);

        var diff = await plugin.DiffAsync(resource);
        var preview = await plugin.UpdateAsync(resource, preview: true);

        Assert.True(diff.Changes);
        Assert.Contains(plugin.Engine.Messages, m => m.Contains("renewal is due since", StringComparison.Ordinal));
        Assert.All(CertificateState.OfTheCertificate, output => Assert.True(preview.Outputs[output].IsComputed));
        Assert.Equal(resource.Outputs.Text(PropertyName.PrivateKeyPem), preview.Outputs.Text(PropertyName.PrivateKeyPem));
        Assert.Equal(0, plugin.Transport.Requests);
    }

    [Fact]
    public async Task A_certificate_that_stays_is_known()
    {
        var resource = Issued();

        var preview = await plugin.UpdateAsync(resource, resource.Inputs.With(PropertyName.DigitalOceanToken, "another"), preview: true);

        Assert.Equal(resource.Outputs[PropertyName.FullChainPem], preview.Outputs[PropertyName.FullChainPem]);
    }

    [Fact]
    public async Task A_contact_that_changes_is_not_told_yet()
    {
        var inputs = Properties.Of((PropertyName.Directory, "https://acme.example/dir"));
        var account = new PluginUnderTest.Resource(
            PluginUnderTest.Urn(ProviderPackage.AccountKey, "account"), "https://acme.example/1", inputs, inputs);

        var preview = await plugin.UpdateAsync(account, inputs.With(PropertyName.Contact, "a@example.com"), preview: true);

        Assert.Equal(account.Outputs, preview.Outputs);
    }

    private static ImmutableDictionary<string, PropertyValue> CertificateInputs() =>
        Properties.Of(
            (PropertyName.Directory, "https://acme.example/dir"),
            (PropertyName.AccountKeyPem, P256Key.NewPem()),
            (PropertyName.Names, new[] { "a.example.com" }),
            (PropertyName.Zone, "example.com"),
            (PropertyName.DigitalOceanToken, "token"));

    private static PluginUnderTest.Resource Issued()
    {
        var key = P256Key.NewPem();
        var now = DateTimeOffset.UtcNow;
        var (certificate, _) = OwnAuthority.New(now).Issue(["a.example.com"], key, TimeSpan.FromDays(90), now);
        var outputs = Properties.Of((PropertyName.PrivateKeyPem, key)).With(["a.example.com"], certificate, RenewalRule.DefaultFraction);
        return new(PluginUnderTest.Urn(ProviderPackage.Certificate, "server"), "a.example.com", CertificateInputs(), outputs);
    }
}
