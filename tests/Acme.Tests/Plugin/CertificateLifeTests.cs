using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>What happens to a certificate after it was issued.</summary>
public sealed class CertificateLifeTests(AcmeRig rig) : CertificateTest(rig)
{
    [Fact]
    public async Task A_certificate_that_is_not_due_is_left_alone()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        Plugin.Engine.Log.Clear();
        var requests = Plugin.Transport.Requests;

        var diff = await Plugin.DiffAsync(certificate);

        Assert.False(diff.Changes);
        Assert.Empty(Plugin.Engine.Log);
        Assert.Equal(requests, Plugin.Transport.Requests);
    }

    [Fact]
    public async Task A_due_certificate_is_renewed_with_the_same_key_and_the_reason_is_said()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        Plugin.Clock.Shift = DateTimeOffset.Parse(certificate.Outputs.Text(PropertyName.RenewAt), null) - DateTimeOffset.UtcNow;

        var diff = await Plugin.DiffAsync(certificate);
        var renewed = await Plugin.UpdateAsync(certificate);

        Assert.True(diff.Changes);
        Assert.Empty(diff.Replaces!);
        Assert.Equal([PropertyName.NotAfter], diff.Diffs);
        Assert.Equal(PropertyDiffKind.Update, diff.DetailedDiff![PropertyName.NotAfter].Kind);
        Assert.Contains(Plugin.Engine.Messages, m => m.StartsWith("server: the certificate will be issued anew: renewal is due since ", StringComparison.Ordinal));
        Assert.NotEqual(certificate.Outputs.Text(PropertyName.SerialNumber), renewed.Outputs.Text(PropertyName.SerialNumber));
        Assert.Equal(certificate.Outputs.Text(PropertyName.PrivateKeyPem), renewed.Outputs.Text(PropertyName.PrivateKeyPem));
        Assert.Equal(KeyOf(certificate), KeyOf(renewed));
    }

    [Fact]
    public async Task Another_name_is_an_update_with_the_same_key()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var inputs = certificate.Inputs.With(PropertyName.Names, new[] { "mail-a.audit.example.com", "more.example.com" });

        var diff = await Plugin.DiffAsync(certificate, inputs);
        var updated = await Plugin.UpdateAsync(certificate, inputs);

        Assert.Empty(diff.Replaces!);
        Assert.Contains(Plugin.Engine.Messages, m => m.EndsWith("it has to be issued with more.example.com.", StringComparison.Ordinal));
        using var x509 = X509Certificate2.CreateFromPem(updated.Outputs.Text(PropertyName.CertificatePem));
        Assert.True(x509.MatchesHostname("more.example.com"));
        Assert.Equal(KeyOf(certificate), KeyOf(updated));
    }

    [Fact]
    public async Task A_new_token_is_kept_without_a_new_certificate()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var inputs = certificate.Inputs.With(PropertyName.DigitalOceanToken, "another").With(PropertyName.RenewAfterFraction, 0.5);
        var requests = Plugin.Transport.Requests;

        var diff = await Plugin.DiffAsync(certificate, inputs);
        var updated = await Plugin.UpdateAsync(certificate, inputs);

        Assert.Equal([PropertyName.DigitalOceanToken, PropertyName.RenewAfterFraction], diff.Diffs);
        Assert.Equal(certificate.Outputs.Text(PropertyName.SerialNumber), updated.Outputs.Text(PropertyName.SerialNumber));
        Assert.NotEqual(certificate.Outputs.Text(PropertyName.RenewAt), updated.Outputs.Text(PropertyName.RenewAt));
        Assert.Equal(requests, Plugin.Transport.Requests);
    }

    [Fact]
    public async Task Deleting_forgets_unless_revocation_is_asked_for()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var requests = Plugin.Transport.Requests;

        await Plugin.DeleteAsync(certificate);
        Assert.Equal(requests, Plugin.Transport.Requests);

        var revoking = certificate with { Inputs = certificate.Inputs.With(PropertyName.RevokeOnDelete, true) };
        await Plugin.DeleteAsync(revoking);
        Assert.NotEqual(requests, Plugin.Transport.Requests);

        // The server knows that it is revoked; a second deletion is no failure.
        await Plugin.DeleteAsync(revoking);
        Assert.Contains(Plugin.Engine.Messages, m => m == "server: the certificate was revoked before.");
    }

    [Fact]
    public async Task Reading_answers_what_the_state_holds()
    {
        var certificate = await IssueAsync("mail-a.audit.example.com");

        var read = await Plugin.ReadAsync(certificate);

        Assert.Equal(certificate.Id, read.Id);
        Assert.Equal(certificate.Outputs, read.Outputs);
    }

    private static string KeyOf(PluginUnderTest.Resource resource)
    {
        using var x509 = X509Certificate2.CreateFromPem(resource.Outputs.Text(PropertyName.CertificatePem));
        return x509.GetPublicKeyString();
    }
}
