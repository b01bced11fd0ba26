using System.Text.Json;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

public sealed class PackageSchemaTests
{
    private readonly JsonElement resources = JsonDocument.Parse(PackageSchema.ToJson()).RootElement.GetProperty("resources");

    [Fact]
    public void Inputs_have_their_type_and_whether_they_are_required()
    {
        var certificate = resources.GetProperty(ProviderPackage.Certificate);

        Assert.Equal("array", Input(PropertyName.Names, "type"));
        Assert.Equal("number", Input(PropertyName.RenewAfterFraction, "type"));
        Assert.Equal("integer", Input(PropertyName.PropagationTimeoutSeconds, "type"));
        Assert.Equal("boolean", Input(PropertyName.RevokeOnDelete, "type"));
        Assert.True(certificate.GetProperty("inputProperties").GetProperty(PropertyName.DigitalOceanToken).GetProperty("secret").GetBoolean());
        Assert.Equal(
            [PropertyName.AccountKeyPem, PropertyName.DigitalOceanToken, PropertyName.Directory, PropertyName.Names, PropertyName.Zone],
            certificate.GetProperty("requiredInputs").EnumerateArray().Select(name => name.GetString()).Order());

        string? Input(string name, string member) =>
            certificate.GetProperty("inputProperties").GetProperty(name).GetProperty(member).GetString();
    }

    [Theory]
    [InlineData(ProviderPackage.UntrustedCertificate)]
    [InlineData(ProviderPackage.SelfSignedCertificate)]
    [InlineData(ProviderPackage.SshHostKey)]
    [InlineData(ProviderPackage.SshUserKey)]
    [InlineData(ProviderPackage.GeneratedSecret)]
    public async Task What_the_schema_declares_is_what_the_resource_answers(string type)
    {
        var inputs = type is ProviderPackage.UntrustedCertificate or ProviderPackage.SelfSignedCertificate
            ? Properties.Of((PropertyName.Names, new[] { "d.example.com" }))
            : Properties.None;

        var resource = await new PluginUnderTest(new NoNetwork()).CreateAsync(type, "any", inputs);

        Assert.Equal(Declared(type), resource.Outputs.Keys.Order());
    }

    [Theory]
    [InlineData(ProviderPackage.AccountKey)]
    [InlineData(ProviderPackage.Certificate)]
    public async Task What_the_schema_declares_is_what_preview_answers(string type)
    {
        var inputs = Properties.Of((PropertyName.Directory, "https://acme.example/dir"), (PropertyName.Names, new[] { "d.example.com" }));

        var outputs = await new PluginUnderTest(new NoNetwork()).PreviewCreateAsync(type, "any", inputs);

        Assert.Equal(Declared(type), outputs.Keys.Order());
    }

    private IEnumerable<string> Declared(string type) =>
        resources.GetProperty(type).GetProperty("properties").EnumerateObject().Select(property => property.Name).Order();
}
