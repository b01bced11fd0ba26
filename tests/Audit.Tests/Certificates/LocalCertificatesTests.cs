using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Audit.Certificates;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Audit.Tests.Certificates;

public sealed class LocalCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder temporary = new();
    private readonly JumpingTime time = new(Start);

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Each_certificate_has_exactly_the_planned_names_and_a_p256_key()
    {
        foreach (var issued in Issued())
        {
            using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
            using var key = leaf.GetECDsaPublicKey()!;

            var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
            Assert.Equal(issued.Plan.Names.Select(name => name.Value), names.EnumerateDnsNames());
            Assert.Empty(names.EnumerateIPAddresses());
            Assert.Equal("1.2.840.10045.3.1.7", key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        }
    }

    [Fact]
    public void Whoever_trusts_the_trusted_authority_trusts_all_but_the_untrusted_one()
    {
        var issued = Issued();
        using var root = X509CertificateLoader.LoadCertificateFromFile(temporary.At(LocalCertificates.TrustedCertificate));

        Assert.All(issued, certificate => Assert.Equal(certificate.Plan.Kind == CertificateKind.Trusted, IsTrusted(certificate, root)));
        Assert.Contains(issued, certificate => certificate.Plan.Kind == CertificateKind.UntrustedIssuer);
    }

    [Fact]
    public void The_untrusted_issuer_is_the_only_fault()
    {
        var faulty = Issued().Single(certificate => certificate.Plan.Kind == CertificateKind.UntrustedIssuer);
        using var itsRoot = X509CertificateLoader.LoadCertificateFromFile(temporary.At("ca/untrusted.pem"));
        using var leaf = X509Certificate2.CreateFromPem(faulty.FullChainPem);

        Assert.True(IsTrusted(faulty, itsRoot));
        Assert.True(leaf.MatchesHostname("mail-d.audit.test"));
    }

    [Fact]
    public void Authorities_and_certificates_are_kept_between_runs()
    {
        var first = Kept(Issued());

        Assert.Equal(first.Select(certificate => certificate.FullChainPem), Issued().Select(certificate => certificate.FullChainPem));
    }

    [Fact]
    public void A_certificate_with_less_than_a_third_of_its_lifetime_left_is_issued_anew_by_the_same_authority()
    {
        var first = Kept(Issued());
        var authority = File.ReadAllText(temporary.At(LocalCertificates.TrustedCertificate));
        time.Pass(TimeSpan.FromDays(61));

        Assert.All(Issued().Zip(first), pair => Assert.NotEqual(pair.Second.FullChainPem, pair.First.FullChainPem));
        Assert.Equal(authority, File.ReadAllText(temporary.At(LocalCertificates.TrustedCertificate)));
    }

    [Theory]
    [InlineData("certificates/mail-a.audit.test/certificate.pem")]
    [InlineData("ca/trusted.key")]
    public void What_was_damaged_is_made_anew(string file)
    {
        Kept(Issued());
        temporary.Put(file, "no PEM");

        var issued = Issued();
        using var root = X509CertificateLoader.LoadCertificateFromFile(temporary.At(LocalCertificates.TrustedCertificate));
        Assert.All(issued.Where(certificate => certificate.Plan.Kind == CertificateKind.Trusted), certificate => Assert.True(IsTrusted(certificate, root)));
    }

    [Fact]
    public void Keys_of_authorities_are_for_their_owner_only()
    {
        Issued();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temporary.At("ca/trusted.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temporary.At("ca/untrusted.key")));
    }

    private IReadOnlyList<IssuedCertificate> Issued() => new LocalCertificates(new StateFolder(temporary.Path), time).For(LocalSite.Default.Names);

    private IReadOnlyList<IssuedCertificate> Kept(IReadOnlyList<IssuedCertificate> issued)
    {
        new StateFolder(temporary.Path).Write(LocalBundle.Render(LocalSite.Default, new CollectorSettings { Names = LocalSite.Default.Names }, issued));
        return issued;
    }

    private bool IsTrusted(IssuedCertificate issued, X509Certificate2 root)
    {
        using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain.Build(leaf);
    }
}
