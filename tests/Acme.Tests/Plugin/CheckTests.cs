using System.Collections.Immutable;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>Every failure names the property, its value and what is allowed.</summary>
public sealed class CheckTests
{
    private static readonly ImmutableDictionary<string, PropertyValue> Certificate = Properties.Of(
        (PropertyName.Directory, "https://acme.example/dir"),
        (PropertyName.AccountKeyPem, P256Key.NewPem()),
        (PropertyName.Names, new[] { "a.example.com", "*.b.example.com" }),
        (PropertyName.Zone, "example.com"),
        (PropertyName.DigitalOceanToken, "token"));

    private readonly PluginUnderTest plugin = new(new NoNetwork());

    public static TheoryData<string, object, string> WrongCertificateInputs => new()
    {
        { PropertyName.Directory, "http://acme.example/dir", "directory is 'http://acme.example/dir'; allowed: the https URL of an ACME directory" },
        { PropertyName.Directory, 7, "directory is 7; allowed: the https URL" },
        { PropertyName.AccountKeyPem, "no key", "accountKeyPem is (secret); allowed: a private key in PEM" },
        { PropertyName.Names, new[] { "a_b.example.com" }, "names is 'a_b.example.com'; allowed: 1 to 100 different host names" },
        { PropertyName.Names, Array.Empty<string>(), "names is '[]'; allowed: 1 to 100 different host names" },
        { PropertyName.Names, new[] { "a.example.com", "A.example.com" }, "names is 'a.example.com', more than once; allowed: 1 to 100" },
        { PropertyName.Names, new[] { "a.example.org" }, "names is 'a.example.org'; allowed: names at or under the zone 'example.com'" },
        { PropertyName.Zone, "exa mple", "zone is 'exa mple'; allowed: a domain that DigitalOcean's DNS hosts" },
        { PropertyName.DigitalOceanToken, "two words", "digitalOceanToken is (secret); allowed: a DigitalOcean API token, without blanks" },
        { PropertyName.DigitalOceanEndpoint, "https://host/v2", "digitalOceanEndpoint is 'https://host/v2'; allowed: an http or https URL without a path" },
        { PropertyName.RenewAfterFraction, 1.0, "renewAfterFraction is 1; allowed: above 0 and below 1" },
        { PropertyName.RenewAfterFraction, 0.0, "renewAfterFraction is 0; allowed: above 0 and below 1" },
        { PropertyName.RevokeOnDelete, "yes", "revokeOnDelete is 'yes'; allowed: true or false" },
        { PropertyName.AuthoritativeServers, new[] { "ns1" }, "authoritativeServers is 'ns1'; allowed: IP addresses" },
        { PropertyName.PropagationTimeoutSeconds, 0, "propagationTimeoutSeconds is 0; allowed: 1 to 3600" },
        { "nmaes", "x", "nmaes is no input of this resource; allowed: accountKeyPem, authoritativeServers, " },
    };

    [Theory]
    [MemberData(nameof(WrongCertificateInputs))]
    public async Task A_wrong_input_of_a_certificate_is_named(string property, object value, string reason)
    {
        var failure = Assert.Single(await FailuresAsync(ProviderPackage.Certificate, Certificate.With(property, value)));

        Assert.Equal(property, failure.Property);
        Assert.StartsWith(reason, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProviderPackage.AccountKey, PropertyName.Contact, "mailto:a@b", "contact is 'mailto:a@b'; allowed: one e-mail address")]
    [InlineData(ProviderPackage.UntrustedCertificate, PropertyName.LifetimeDays, 900, "lifetimeDays is 900; allowed: 1 to 825 days")]
    [InlineData(ProviderPackage.SelfSignedCertificate, PropertyName.LifetimeDays, 0, "lifetimeDays is 0; allowed: 1 to 825 days")]
    [InlineData(ProviderPackage.SshHostKey, "size", 2048, "size is no input of this resource; allowed: none")]
    public async Task A_wrong_input_of_another_resource_is_named(string type, string property, object value, string reason)
    {
        var failures = await FailuresAsync(type, Properties.Of((property, value)));

        Assert.Contains(failures, failure => failure.Property == property && failure.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PropertyName.Directory)]
    [InlineData(PropertyName.AccountKeyPem)]
    [InlineData(PropertyName.Names)]
    [InlineData(PropertyName.Zone)]
    [InlineData(PropertyName.DigitalOceanToken)]
    public async Task A_missing_input_is_named(string property)
    {
        var failure = Assert.Single(await FailuresAsync(ProviderPackage.Certificate, Certificate.Remove(property)));

        Assert.Equal(property, failure.Property);
        Assert.StartsWith($"{property} is missing; allowed: ", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_marked_secret_is_not_shown()
    {
        var secret = new PropertyValue("exa mple").WithSecret(true);

        var failure = Assert.Single(await FailuresAsync(ProviderPackage.Certificate, Certificate.With(PropertyName.Zone, secret)));

        Assert.StartsWith("zone is (secret); allowed: ", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_yet_passes()
    {
        var unknown = Certificate.Keys.ToImmutableDictionary(key => key, _ => PropertyValue.Computed);

        Assert.Empty(await FailuresAsync(ProviderPackage.Certificate, unknown));
        Assert.Empty(await FailuresAsync(ProviderPackage.Certificate, Certificate));
    }

    [Fact]
    public async Task An_unknown_resource_is_refused_with_those_there_are()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => FailuresAsync($"{ProviderPackage.Name}:index:Certificat", Certificate));

        Assert.Contains(ProviderPackage.Certificate, error.Message, StringComparison.Ordinal);
    }

    private Task<IList<CheckFailure>> FailuresAsync(string type, ImmutableDictionary<string, PropertyValue> inputs) =>
        plugin.FailuresAsync(type, inputs);
}
