using System.Collections.Concurrent;
using System.Net;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

[Collection(WithAcmeServer.Name)]
public sealed class AccountKeyTests
{
    private readonly AcmeRig rig;
    private readonly PluginUnderTest plugin;

    public AccountKeyTests(AcmeRig rig)
    {
        AcmeRig.SkipWithoutServer();
        this.rig = rig;
        plugin = new PluginUnderTest(rig.Pebble.Transport());
    }

    [Fact]
    public async Task Certificates_share_the_account_that_was_made_once()
    {
        var inputs = await plugin.CertificateInputsAsync(rig, "one.example.com");
        var made = new ConcurrentBag<Uri?>();
        var pebble = new PluginUnderTest(new LocationTransport(rig.Pebble.Transport(), made));

        await Task.WhenAll(
            pebble.CreateAsync(ProviderPackage.Certificate, "one", inputs),
            pebble.CreateAsync(ProviderPackage.Certificate, "two", inputs.With(PropertyName.Names, new[] { "two.example.com" })));

        // RFC 8555 §7.3.1: the server answers an existing account with 200 and where it is.
        Assert.Single(made.Distinct());
    }

    [Fact]
    public async Task Its_key_is_secret_and_its_id_is_the_accounts_url()
    {
        var account = await CreateAsync();

        Assert.True(account.Outputs[PropertyName.PrivateKeyPem].IsSecret);
        Assert.StartsWith("https://localhost:", account.Id, StringComparison.Ordinal);
        Assert.Equal(account.Id, account.Outputs.Text(PropertyName.AccountUrl));
    }

    [Fact]
    public async Task A_new_contact_updates_the_account_and_another_directory_replaces_it()
    {
        var account = await CreateAsync();
        var contact = account.Inputs.With(PropertyName.Contact, "postmaster@example.org");

        var diff = await plugin.DiffAsync(account, contact);
        var updated = await plugin.UpdateAsync(account, contact);

        Assert.Equal([PropertyName.Contact], diff.Diffs);
        Assert.Empty(diff.Replaces!);
        Assert.Equal(account.Outputs, updated.Outputs);
        Assert.False((await plugin.DiffAsync(updated)).Changes);
        var elsewhere = await plugin.DiffAsync(updated, contact.With(PropertyName.Directory, "https://other.example/dir"));
        Assert.Equal([PropertyName.Directory], elsewhere.Replaces);
    }

    [Fact]
    public async Task An_account_that_the_server_does_not_know_is_gone()
    {
        var account = await CreateAsync();
        Assert.Equal(account.Id, (await plugin.ReadAsync(account)).Id);

        var unknown = account with { Outputs = account.Outputs.With(PropertyName.PrivateKeyPem, Acme.Keys.P256Key.NewPem()) };

        Assert.Null((await plugin.ReadAsync(unknown)).Id);
    }

    [Fact]
    public async Task A_certificate_under_an_unknown_account_says_how_to_get_another()
    {
        var inputs = await plugin.CertificateInputsAsync(rig, "a.example.com");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => plugin.CreateAsync(
            ProviderPackage.Certificate, "server", inputs.With(PropertyName.AccountKeyPem, Acme.Keys.P256Key.NewPem())));

        Assert.Contains(AcmeProblem.AccountDoesNotExist, error.Message, StringComparison.Ordinal);
        Assert.Contains("'pulumi refresh'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var inputs = Properties.Of((PropertyName.Directory, "https://127.0.0.1:9/dir"));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => plugin.CreateAsync(ProviderPackage.AccountKey, "account", inputs));

        Assert.StartsWith("The ACME server at https://127.0.0.1:9/dir cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_that_is_no_directory_is_named()
    {
        plugin.Transport.Answer = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>Welcome</html>") };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(CreateAsync);

        Assert.Equal($"{rig.Pebble.Directory} answers, but is no ACME directory (RFC 8555 §7.1.1).", error.Message);
    }

    private Task<PluginUnderTest.Resource> CreateAsync() =>
        plugin.CreateAsync(ProviderPackage.AccountKey, "account", Properties.Of(
            (PropertyName.Directory, rig.Pebble.Directory.ToString()), (PropertyName.Contact, "hostmaster@example.org")));

    /// <summary>Notes which account the server says the key belongs to.</summary>
    private sealed class LocationTransport(HttpMessageHandler inner, ConcurrentBag<Uri?> accounts) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath == "/sign-me-up" && response.IsSuccessStatusCode)
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                accounts.Add(response.Headers.Location);
            }

            return response;
        }
    }
}
