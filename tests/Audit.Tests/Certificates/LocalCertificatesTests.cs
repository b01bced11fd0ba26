using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Audit.Certificates;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Audit.Tests.Certificates;

public sealed class LocalCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder temporary = new();
    private readonly JumpingTime time = new(Start);

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Each_certificate_has_names_and_a_p256_key_but_where_the_key_is_what_is_planned()
    {
        foreach (var issued in Issued())
        {
            using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
            using var ecdsa = leaf.GetECDsaPublicKey();
            using var rsa = leaf.GetRSAPublicKey();

            Assert.Empty(leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateIPAddresses());
            Assert.Equal(
                issued.Plan.Kind switch { CertificateKind.Rsa4096 => "RSA 4096", CertificateKind.Rsa1024 => "RSA 1024", _ => "1.2.840.10045.3.1.7" },
                rsa is not null ? $"RSA {rsa.KeySize}" : ecdsa!.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        }
    }

    [Fact]
    public void Each_certificate_has_the_fault_that_is_planned_and_no_other()
    {
        var issued = Issued();
        using var root = X509CertificateLoader.LoadCertificateFromFile(temporary.At(LocalCertificates.TrustedCertificate));

        Assert.All(issued, certificate =>
        {
            using var leaf = X509Certificate2.CreateFromPem(certificate.FullChainPem);
            var inTime = leaf.NotBefore.ToUniversalTime() < Start && Start < leaf.NotAfter.ToUniversalTime();
            var named = certificate.Plan.Names.All(name => leaf.MatchesHostname(name.Value, allowWildcards: true, allowCommonName: false));
            Assert.Equal(FaultOf(certificate.Plan.Kind), (IsTrusted(certificate, root, inTime), named, inTime));
        });
        Assert.Equal(Enum.GetValues<CertificateKind>().Except([CertificateKind.None]), issued.Select(certificate => certificate.Plan.Kind).Distinct().Order());
    }

    private static (bool IsTrusted, bool IsNamed, bool IsInTime) FaultOf(CertificateKind kind) => kind switch
    {
        CertificateKind.Trusted or CertificateKind.AlsoForListedHost or CertificateKind.Wildcard or CertificateKind.RightBySni
            or CertificateKind.Rsa4096 or CertificateKind.Rsa1024 => (true, true, true),
        CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.IntermediateMissing => (false, true, true),
        CertificateKind.WrongName or CertificateKind.NameInCommonNameOnly or CertificateKind.WildcardTwoLabelsBelow => (true, false, true),
        CertificateKind.Expired or CertificateKind.NotYetValid => (true, true, false),
        CertificateKind.None => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

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

        var lasting = new[] { CertificateKind.Expired, CertificateKind.NotYetValid };
        Assert.All(Issued().Zip(first).Where(pair => !lasting.Contains(pair.First.Plan.Kind)), pair => Assert.NotEqual(pair.Second.FullChainPem, pair.First.FullChainPem));
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

    private IReadOnlyList<IssuedCertificate> Issued() => new LocalCertificates(new StateFolder(temporary.Path), time).For(LocalSite.Default.Names, Catalogue.Receivers);

    private IReadOnlyList<IssuedCertificate> Kept(IReadOnlyList<IssuedCertificate> issued)
    {
        new StateFolder(temporary.Path).Write(LocalBundle.Render(LocalSite.Default, new CollectorSettings { Names = LocalSite.Default.Names }, issued));
        return issued;
    }

    private bool IsTrusted(IssuedCertificate issued, X509Certificate2 root, bool isInTime = true)
    {
        using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = isInTime ? time.GetUtcNow().UtcDateTime : leaf.NotBefore.ToUniversalTime().AddHours(1);
        return chain.Build(leaf);
    }
}
