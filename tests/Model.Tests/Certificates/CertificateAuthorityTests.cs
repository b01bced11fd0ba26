using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Certificates;

namespace MtaStsAudit.Model.Tests.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private const string Host = "mail.example";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly CertificateAuthority authority = CertificateAuthority.Create("An authority", Now.AddYears(-1), Now.AddYears(1));
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        authority.Dispose();
        key.Dispose();
    }

    [Fact]
    public void What_it_signs_is_in_order_for_who_trusts_it()
    {
        using var signed = Sign(authority);

        Assert.Empty(Faults(signed, authority));
        Assert.True(signed.MatchesHostname(Host, allowCommonName: false));
        Assert.Equal((Now.AddDays(-1), Now.AddDays(90)), (new DateTimeOffset(signed.NotBefore), new DateTimeOffset(signed.NotAfter)));
    }

    [Fact]
    public void Another_authority_of_the_same_name_does_not_stand_behind_it()
    {
        using var signed = Sign(authority);
        using var other = CertificateAuthority.Create("An authority", Now.AddYears(-1), Now.AddYears(1));

        Assert.NotEmpty(Faults(signed, other));
    }

    [Fact]
    public void Loaded_from_its_texts_it_is_the_same_authority()
    {
        using var loaded = CertificateAuthority.Load(authority.CertificatePem, authority.ExportKeyPem());
        using var signed = Sign(loaded);

        Assert.Equal((authority.From, authority.Until), (loaded.From, loaded.Until));
        Assert.Empty(Faults(signed, authority));
    }

    [Fact]
    public void By_the_same_key_it_is_made_anew_and_stands_behind_what_it_signed()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var first = CertificateAuthority.Create("An authority", Now.AddYears(-1), Now.AddYears(1), own);
        using var second = CertificateAuthority.Create("An authority", Now.AddYears(-1), Now.AddYears(2), own);
        using var signed = Sign(first);

        Assert.Empty(Faults(signed, second));
    }

    [Fact]
    public void An_intermediate_signs_for_servers_and_is_needed_to_trust_what_it_signed()
    {
        using var intermediate = authority.Intermediate("Between", Now.AddDays(-2), Now.AddDays(100));
        using var signed = Sign(intermediate);

        Assert.NotEmpty(Faults(signed, authority));
        Assert.Empty(Faults(signed, authority, intermediate.Certificate));
    }

    // RFC 5280 §4.1.2.6: without a subject, the extension with the names is critical.
    [Fact]
    public void Without_a_subject_the_names_are_critical()
    {
        Assert.True(NamesOf(null, [Host])!.Critical);
        Assert.False(NamesOf(Host, [Host])!.Critical);
        Assert.Null(NamesOf(Host, []));
    }

    [Fact]
    public void It_signs_for_RSA_keys_too()
    {
        using var rsa = RSA.Create(2048);
        using var signed = authority.Sign(ServerCertificateRequest.For(Host, [Host], rsa), Now.AddDays(-1), Now.AddDays(90));

        Assert.Empty(Faults(signed, authority));
        Assert.NotNull(signed.GetRSAPublicKey());
    }

    private X509Extension? NamesOf(string? subject, string[] names) =>
        ServerCertificateRequest.For(subject, names, key).CertificateExtensions.FirstOrDefault(extension => extension.Oid!.Value == "2.5.29.17");

    private X509Certificate2 Sign(CertificateAuthority by) => by.Sign(ServerCertificateRequest.For(Host, [Host], key), Now.AddDays(-1), Now.AddDays(90));

    private static X509ChainStatusFlags[] Faults(X509Certificate2 server, CertificateAuthority trusted, params X509Certificate2[] sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(trusted.Certificate);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.Build(server);
        return [.. chain.ChainStatus.Select(status => status.Status)];
    }
}
