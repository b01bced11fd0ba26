using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Acme.Keys;

namespace MtaStsAudit.Acme.Tests.Certificates;

public sealed class OwnAuthorityTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string key = P256Key.NewPem();

    [Fact]
    public void Only_trust_is_missing()
    {
        var (certificate, authority) = OwnAuthority.New(Now).Issue(["mail-d.audit.example.com"], key, TimeSpan.FromDays(90), Now);

        using var server = X509Certificate2.CreateFromPem(certificate.CertificatePem, key);
        using var root = X509Certificate2.CreateFromPem(authority.CertificatePem);
        Assert.True(server.MatchesHostname("mail-d.audit.example.com"));
        Assert.Equal([], Faults(server, root));
        Assert.Contains(X509ChainStatusFlags.PartialChain, Faults(server, trusted: null));
    }

    [Fact]
    public void The_server_sends_the_whole_chain()
    {
        var (certificate, authority) = OwnAuthority.New(Now).Issue(["d.example.com"], key, TimeSpan.FromDays(90), Now);

        Assert.Equal(certificate.CertificatePem + authority.CertificatePem, certificate.FullChainPem);
    }

    [Fact]
    public void It_lasts_as_long_as_asked()
    {
        var (certificate, _) = OwnAuthority.New(Now).Issue(["d.example.com"], key, TimeSpan.FromDays(90), Now);

        Assert.Equal(Now.AddDays(90), certificate.NotAfter);
        Assert.True(certificate.NotBefore < Now);
    }

    [Fact]
    public void A_renewal_comes_from_the_same_authority()
    {
        var authority = OwnAuthority.New(Now);

        var (first, _) = authority.Issue(["d.example.com"], key, TimeSpan.FromDays(90), Now);
        var (second, same) = authority.Issue(["d.example.com"], key, TimeSpan.FromDays(90), Now.AddDays(60));

        Assert.Equal(authority, same);
        Assert.NotEqual(first.SerialNumber, second.SerialNumber);
    }

    [Fact]
    public void An_authority_that_would_end_first_is_made_anew_by_its_own_key()
    {
        var old = OwnAuthority.New(Now);
        var later = Now.AddYears(20).AddDays(-10);

        var (certificate, authority) = old.Issue(["d.example.com"], key, TimeSpan.FromDays(90), later);

        Assert.Equal(old.PrivateKeyPem, authority.PrivateKeyPem);
        Assert.NotEqual(old.CertificatePem, authority.CertificatePem);
        Assert.Equal(later.AddDays(90), certificate.NotAfter);
        Assert.EndsWith(authority.CertificatePem, certificate.FullChainPem, StringComparison.Ordinal);
    }

    private static X509ChainStatusFlags[] Faults(X509Certificate2 server, X509Certificate2? trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        if (trusted is not null)
        {
            chain.ChainPolicy.CustomTrustStore.Add(trusted);
        }

        chain.Build(server);
        return [.. chain.ChainStatus.Select(status => status.Status)];
    }
}
