using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Tests.Plugin;

[Collection(WithAcmeServer.Name)]
public sealed class CertificateTests
{
    private readonly AcmeRig rig;
    private readonly PluginUnderTest plugin;

    public CertificateTests(AcmeRig rig)
    {
        AcmeRig.SkipWithoutServer();
        this.rig = rig;
        plugin = new PluginUnderTest(rig.Pebble.Transport());
        rig.DigitalOcean.RefusesRemoval = false;
    }

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
        Assert.Empty(rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task No_challenge_record_is_left()
    {
        await IssueAsync("mail-a.audit.example.com", "mta-sts.a.audit.example.com");

        Assert.Empty(rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task A_certificate_that_is_not_due_is_left_alone()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        plugin.Engine.Log.Clear();
        var requests = plugin.Transport.Requests;

        var diff = await plugin.DiffAsync(certificate);

        Assert.False(diff.Changes);
        Assert.Empty(plugin.Engine.Log);
        Assert.Equal(requests, plugin.Transport.Requests);
    }

    [Fact]
    public async Task A_due_certificate_is_renewed_with_the_same_key_and_the_reason_is_said()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        plugin.Clock.Shift = DateTimeOffset.Parse(certificate.Outputs.Text(PropertyName.RenewAt), null) - DateTimeOffset.UtcNow;

        var diff = await plugin.DiffAsync(certificate);
        var renewed = await plugin.UpdateAsync(certificate);

        Assert.True(diff.Changes);
        Assert.Empty(diff.Replaces!);
        Assert.Equal([PropertyName.NotAfter], diff.Diffs);
        Assert.Equal(PropertyDiffKind.Update, diff.DetailedDiff![PropertyName.NotAfter].Kind);
        Assert.Contains(plugin.Engine.Messages, m => m.StartsWith("server: the certificate will be issued anew: renewal is due since ", StringComparison.Ordinal));
        Assert.NotEqual(certificate.Outputs.Text(PropertyName.SerialNumber), renewed.Outputs.Text(PropertyName.SerialNumber));
        Assert.Equal(certificate.Outputs.Text(PropertyName.PrivateKeyPem), renewed.Outputs.Text(PropertyName.PrivateKeyPem));
        Assert.Equal(KeyOf(certificate), KeyOf(renewed));
    }

    [Fact]
    public async Task Another_name_is_an_update_with_the_same_key()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var inputs = certificate.Inputs.With(PropertyName.Names, new[] { "mail-a.audit.example.com", "more.example.com" });

        var diff = await plugin.DiffAsync(certificate, inputs);
        var updated = await plugin.UpdateAsync(certificate, inputs);

        Assert.Empty(diff.Replaces!);
        Assert.Contains(plugin.Engine.Messages, m => m.EndsWith("it has to be issued with more.example.com.", StringComparison.Ordinal));
        using var x509 = X509Certificate2.CreateFromPem(updated.Outputs.Text(PropertyName.CertificatePem));
        Assert.True(x509.MatchesHostname("more.example.com"));
        Assert.Equal(KeyOf(certificate), KeyOf(updated));
    }

    [Fact]
    public async Task A_new_token_is_kept_without_a_new_certificate()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var inputs = certificate.Inputs.With(PropertyName.DigitalOceanToken, "another").With(PropertyName.RenewAfterFraction, 0.5);
        var requests = plugin.Transport.Requests;

        var diff = await plugin.DiffAsync(certificate, inputs);
        var updated = await plugin.UpdateAsync(certificate, inputs);

        Assert.Equal([PropertyName.DigitalOceanToken, PropertyName.RenewAfterFraction], diff.Diffs);
        Assert.Equal(certificate.Outputs.Text(PropertyName.SerialNumber), updated.Outputs.Text(PropertyName.SerialNumber));
        Assert.NotEqual(certificate.Outputs.Text(PropertyName.RenewAt), updated.Outputs.Text(PropertyName.RenewAt));
        Assert.Equal(requests, plugin.Transport.Requests);
    }

    [Fact]
    public async Task A_refused_name_is_reported_in_the_servers_own_words()
    {
        var inputs = await InputsAsync(PebbleServer.BlockedName);

        var error = await Assert.ThrowsAsync<AcmeProblemException>(() => plugin.CreateAsync(ProviderPackage.Certificate, "server", inputs));

        Assert.False(error.IsRateLimit);
        Assert.Equal("urn:ietf:params:acme:error:rejectedIdentifier", error.Problem.Type);
        Assert.Contains(PebbleServer.BlockedName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_proof_is_reported_for_every_name_and_cleaned_up()
    {
        // The records are there while the propagation is awaited and gone before the server looks.
        var inputs = await InputsAsync("lost-1.example.com", "lost-2.example.com");
        plugin.Transport.Answer = request =>
        {
            if (request.RequestUri!.AbsolutePath.StartsWith("/chalZ/", StringComparison.Ordinal))
            {
                rig.ClearTexts("_acme-challenge.lost-1.example.com.", "_acme-challenge.lost-2.example.com.");
            }

            return null;
        };

        var error = await Assert.ThrowsAsync<AcmeProblemException>(() => plugin.CreateAsync(ProviderPackage.Certificate, "server", inputs));

        Assert.Equal(["lost-1.example.com", "lost-2.example.com"], error.Problem.Subproblems.Select(p => p.Identifier).Order());
        Assert.All(error.Problem.Subproblems, p => Assert.StartsWith("urn:ietf:params:acme:error:", p.Type, StringComparison.Ordinal));
        Assert.Empty(rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task A_failed_renewal_leaves_nothing_behind_and_changes_nothing()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        plugin.Clock.Shift = TimeSpan.FromDays(365 * 4);
        rig.DigitalOcean.Unpublished.Add("_acme-challenge.mail-z.audit");
        var inputs = certificate.Inputs
            .With(PropertyName.Names, new[] { "mail-a.audit.example.com", "mail-z.audit.example.com" })
            .With(PropertyName.PropagationTimeoutSeconds, 1);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => plugin.UpdateAsync(certificate, inputs));

        Assert.Contains($"{rig.Pebble.Dns} has no such TXT at _acme-challenge.mail-z.audit.example.com", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task A_record_that_cannot_be_removed_is_a_warning_and_not_a_lost_certificate()
    {
        rig.DigitalOcean.RefusesRemoval = true;

        var certificate = await IssueAsync("mail-a.audit.example.com");

        Assert.NotEmpty(certificate.Outputs.Text(PropertyName.FullChainPem));
        var warning = Assert.Single(plugin.Engine.Log, line => line.Severity == LogSeverity.Warning);
        Assert.Contains("_acme-challenge.mail-a.audit.example.com TXT", warning.Message, StringComparison.Ordinal);
        rig.DigitalOcean.Records.Clear();
    }

    [Fact]
    public async Task A_rate_limit_is_told_apart_and_says_when_to_try_again()
    {
        var inputs = await InputsAsync("mail-a.audit.example.com");
        plugin.Transport.Answer = request => request.RequestUri!.AbsolutePath == "/order-plz"
            ? InterposedTransport.Problem(
                HttpStatusCode.TooManyRequests,
                """{"type":"urn:ietf:params:acme:error:rateLimited","detail":"too many certificates already issued","status":429}""",
                TimeSpan.FromHours(3))
            : null;

        var error = await Assert.ThrowsAsync<AcmeProblemException>(() => plugin.CreateAsync(ProviderPackage.Certificate, "server", inputs));

        Assert.True(error.IsRateLimit);
        Assert.InRange(error.RetryAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(2.9), TimeSpan.FromHours(3));
        Assert.Contains("rate limit, not a failure: try again after 20", error.Message, StringComparison.Ordinal);
        Assert.Contains("too many certificates already issued", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_does_not_end_is_given_up_with_what_it_waited_for()
    {
        rig.DigitalOcean.Unpublished.Add("_acme-challenge.slow");
        var inputs = await InputsAsync("slow.example.com");

        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => plugin.CreateAsync(ProviderPackage.Certificate, "server", inputs, TimeSpan.FromSeconds(2)));

        Assert.Contains("took longer than 2 s; it waited for the challenge records to be known", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task An_order_that_is_stopped_takes_its_records_along()
    {
        rig.DigitalOcean.Unpublished.Add("_acme-challenge.stopped");
        var inputs = await InputsAsync("stopped.example.com");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        plugin.Cancellation = stop.Token;
        var order = plugin.CreateAsync(ProviderPackage.Certificate, "server", inputs);
        while (rig.DigitalOcean.Records.IsEmpty)
        {
            await Task.Delay(10, stop.Token);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => order);
        Assert.Empty(rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait_between_two_looks()
    {
        var inputs = await InputsAsync("patient.example.com");
        var asked = TimeSpan.FromSeconds(2);
        var looks = new ConcurrentBag<DateTimeOffset>();
        plugin.Transport.Answered = (request, response) =>
        {
            if (request.RequestUri!.AbsolutePath.StartsWith("/my-order/", StringComparison.Ordinal))
            {
                looks.Add(DateTimeOffset.UtcNow);
                response.Headers.RetryAfter = new(asked);
                if (looks.Count == 2)
                {
                    response.Content = new StringContent("""{"status":"pending","authorizations":[]}""", Encoding.UTF8, "application/json");
                }
            }
        };

        await plugin.CreateAsync(ProviderPackage.Certificate, "server", inputs);

        var times = looks.Order().ToArray();
        Assert.True(times[2] - times[1] >= asked);
    }

    [Fact]
    public async Task Keys_and_tokens_are_secret_wherever_they_come_from()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");

        Assert.True(certificate.Inputs[PropertyName.AccountKeyPem].IsSecret);
        Assert.True(certificate.Inputs[PropertyName.DigitalOceanToken].IsSecret);
        Assert.True(certificate.Outputs[PropertyName.PrivateKeyPem].IsSecret);
        Assert.DoesNotContain(certificate.Outputs.Values, value => value.ToString()!.Contains(DigitalOceanStandIn.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(plugin.Engine.Messages, m => m.Contains(DigitalOceanStandIn.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleting_forgets_unless_revocation_is_asked_for()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var requests = plugin.Transport.Requests;

        await plugin.DeleteAsync(certificate);
        Assert.Equal(requests, plugin.Transport.Requests);

        var revoking = certificate with { Inputs = certificate.Inputs.With(PropertyName.RevokeOnDelete, true) };
        await plugin.DeleteAsync(revoking);
        Assert.NotEqual(requests, plugin.Transport.Requests);

        // The server knows that it is revoked; a second deletion is no failure.
        await plugin.DeleteAsync(revoking);
        Assert.Contains(plugin.Engine.Messages, m => m == "server: the certificate was revoked before.");
    }

    [Fact]
    public async Task Reading_answers_what_the_state_holds()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");

        var read = await plugin.ReadAsync(certificate);

        Assert.Equal(certificate.Id, read.Id);
        Assert.Equal(certificate.Outputs, read.Outputs);
    }

    private static string KeyOf(PluginUnderTest.Resource resource)
    {
        using var x509 = X509Certificate2.CreateFromPem(resource.Outputs.Text(PropertyName.CertificatePem));
        return x509.GetPublicKeyString();
    }

    private async Task<PluginUnderTest.Resource> IssueAsync(params string[] names) =>
        await plugin.CreateAsync(ProviderPackage.Certificate, "server", await InputsAsync(names));

    private Task<ImmutableDictionary<string, PropertyValue>> InputsAsync(params string[] names) => plugin.CertificateInputsAsync(rig, names);
}
