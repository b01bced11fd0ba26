using System.Net;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>What the authority refuses, in its own words.</summary>
public sealed class CertificateRefusalTests(AcmeRig rig) : CertificateTest(rig)
{
    [Fact]
    public async Task A_refused_name_is_reported_in_the_servers_own_words()
    {
        var inputs = await InputsAsync(PebbleServer.BlockedName);

        var error = await Assert.ThrowsAsync<AcmeProblemException>(() => Plugin.CreateAsync(ProviderPackage.Certificate, Name, inputs));

        Assert.False(error.IsRateLimit);
        Assert.Equal("urn:ietf:params:acme:error:rejectedIdentifier", error.Problem.Type);
        Assert.Contains(PebbleServer.BlockedName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_proof_is_reported_for_every_name_and_cleaned_up()
    {
        // The records are there while the propagation is awaited and gone before the server looks.
        var inputs = await InputsAsync("lost-1.example.com", "lost-2.example.com");
        Plugin.Transport.Answer = request =>
        {
            if (request.RequestUri!.AbsolutePath.StartsWith("/chalZ/", StringComparison.Ordinal))
            {
                Rig.ClearTexts("_acme-challenge.lost-1.example.com.", "_acme-challenge.lost-2.example.com.");
            }

            return null;
        };

        var error = await Assert.ThrowsAsync<AcmeProblemException>(() => Plugin.CreateAsync(ProviderPackage.Certificate, Name, inputs));

        Assert.Equal(["lost-1.example.com", "lost-2.example.com"], error.Problem.Subproblems.Select(p => p.Identifier).Order());
        Assert.All(error.Problem.Subproblems, p => Assert.StartsWith("urn:ietf:params:acme:error:", p.Type, StringComparison.Ordinal));
        Assert.Empty(Rig.DigitalOcean.Records);
    }

    [Fact]
    public async Task A_rate_limit_is_told_apart_and_says_when_to_try_again()
    {
        var inputs = await InputsAsync("mail-a.audit.example.com");
        Plugin.Transport.Answer = request => request.RequestUri!.AbsolutePath == "/order-plz"
            ? InterposedTransport.Problem(
                HttpStatusCode.TooManyRequests,
                """{"type":"urn:ietf:params:acme:error:rateLimited","detail":"too many certificates already issued","status":429}""",
                TimeSpan.FromHours(3))
            : null;

        var error = await Assert.ThrowsAsync<AcmeProblemException>(() => Plugin.CreateAsync(ProviderPackage.Certificate, Name, inputs));

        Assert.True(error.IsRateLimit);
        Assert.InRange(error.RetryAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(2.9), TimeSpan.FromHours(3));
        Assert.Contains("rate limit, not a failure: try again after 20", error.Message, StringComparison.Ordinal);
        Assert.Contains("too many certificates already issued", error.Message, StringComparison.Ordinal);
    }
}
