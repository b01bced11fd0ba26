using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

public sealed class MadeOnceTests
{
    private readonly PluginUnderTest plugin = new(new NoNetwork());

    [Theory]
    [InlineData(ProviderPackage.SshHostKey)]
    [InlineData(ProviderPackage.SshUserKey)]
    public async Task An_ssh_key_is_a_secret_with_its_public_half(string type)
    {
        var key = await plugin.CreateAsync(type, "key", Properties.None);

        Assert.True(key.Outputs[PropertyName.PrivateKeyPem].IsSecret);
        Assert.StartsWith("-----BEGIN EC PRIVATE KEY-----", key.Outputs.Text(PropertyName.PrivateKeyPem), StringComparison.Ordinal);
        Assert.Equal(SshPublicKey.Of(key.Outputs.Text(PropertyName.PrivateKeyPem)).Line, key.Outputs.Text(PropertyName.PublicKey));
        Assert.Equal(key.Outputs.Text(PropertyName.Fingerprint), key.Id);
    }

    [Fact]
    public async Task A_generated_secret_is_secret_and_not_its_own_id()
    {
        var secret = await plugin.CreateAsync(ProviderPackage.GeneratedSecret, "admin", Properties.None);

        Assert.True(secret.Outputs[PropertyName.Value].IsSecret);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", secret.Outputs.Text(PropertyName.Value));
        Assert.NotEqual(secret.Outputs.Text(PropertyName.Value), secret.Id);
    }

    [Fact]
    public async Task It_stays_what_it_is()
    {
        var secret = await plugin.CreateAsync(ProviderPackage.GeneratedSecret, "admin", Properties.None);

        Assert.False((await plugin.DiffAsync(secret)).Changes);
        Assert.Equal(secret.Outputs, (await plugin.ReadAsync(secret)).Outputs);
        await plugin.DeleteAsync(secret);
    }

    [Fact]
    public async Task It_cannot_be_imported()
    {
        var secret = await plugin.CreateAsync(ProviderPackage.GeneratedSecret, "admin", Properties.None);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => plugin.ReadAsync(secret with { Outputs = Properties.None }));

        Assert.Contains("cannot be imported", error.Message, StringComparison.Ordinal);
    }
}
