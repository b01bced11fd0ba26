using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Certificates;

namespace MtaStsAudit.Audit.Certificates;

/// <summary>A certification authority for the testbed on one machine: ECDSA P-256, nothing it is asked twice.</summary>
internal sealed class LocalAuthority : IDisposable
{
    private const int SerialOctets = 16;
    private const string IntermediateName = "MTA-STS audit, intermediate on this machine";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);

    // It vouches for certificates that expired long ago.
    private static readonly TimeSpan AuthorityPast = TimeSpan.FromDays(730);

    // Containers and the machine need not agree on the time to the second.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private readonly X509Certificate2 certificate;

    private LocalAuthority(X509Certificate2 certificate) => this.certificate = certificate;

    public string CertificatePem => certificate.ExportCertificatePem() + "\n";

    /// <summary>
    /// Without ten per cent of its lifetime left it could expire before what it issues; and one that has just begun cannot issue what has
    /// expired already.
    /// </summary>
    public bool IsDue(DateTimeOffset now) => now > certificate.NotAfter - (AuthorityLifetime / 10) || now - (AuthorityPast / 2) < certificate.NotBefore;

    public static LocalAuthority Create(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(RequestFor(name, key, pathLength: 1).CreateSelfSigned(now - AuthorityPast, now + AuthorityLifetime));
    }

    private static CertificateRequest RequestFor(string name, ECDsa key, int pathLength)
    {
        var request = new CertificateRequest(Named(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    /// <exception cref="CryptographicException">The texts are no pair of certificate and key.</exception>
    public static LocalAuthority Load(string certificatePem, string keyPem) => new(X509Certificate2.CreateFromPem(certificatePem, keyPem));

    public string ExportKeyPem()
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>Issues what the plan says and nothing else: one fault at a time holds for certificates, too.</summary>
    public IssuedCertificate Issue(PlannedCertificate plan, DateTimeOffset now)
    {
        var design = LeafDesign.Of(plan);
        using var key = LeafKeys.Create(design.Key);
        var request = LeafKeys.RequestFor(Named(design.CommonName), key);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in design.DnsNames)
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var leaf = Signed(request, design, now);
        return new(plan, leaf.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private X509Certificate2 Signed(CertificateRequest request, LeafDesign design, DateTimeOffset now)
    {
        switch (design.Issuer)
        {
            case LeafIssuer.Itself:
                return request.CreateSelfSigned(now + design.From, now + design.Until);
            case LeafIssuer.Authority:
                return SignedBy(certificate, request, design, now);
            case LeafIssuer.Intermediate:
                using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                using (var signed = RequestFor(IntermediateName, key, pathLength: 0).Create(certificate, now - ClockSkew, certificate.NotAfter, RandomNumberGenerator.GetBytes(SerialOctets)))
                using (var intermediate = signed.CopyWithPrivateKey(key))
                {
                    return SignedBy(intermediate, request, design, now);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(design), design.Issuer, "There is no such issuer.");
        }
    }

    private static X509Certificate2 SignedBy(X509Certificate2 issuer, CertificateRequest request, LeafDesign design, DateTimeOffset now)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var key = issuer.GetECDsaPrivateKey()!;
        // The key that is certified may be of another kind than the issuer's.
        return request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now + design.From, now + design.Until, RandomNumberGenerator.GetBytes(SerialOctets));
    }

    /// <summary>Whether a certificate can be used on: as designed, with its key, and a third of its lifetime left where it is meant to last.</summary>
    public bool StandsBehind(IssuedCertificate issued, DateTimeOffset now)
    {
        var design = LeafDesign.Of(issued.Plan);
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
            var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
            return names.SequenceEqual(design.DnsNames)
                && leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == design.CommonName
                && LeafKeys.KindOf(leaf) == design.Key
                && IsIssuedAs(leaf, design)
                && (design.From > TimeSpan.Zero ? now < leaf.NotBefore.ToUniversalTime() - (design.From / 3)
                    : design.Until < TimeSpan.Zero ? leaf.NotAfter.ToUniversalTime() < now
                    : now > leaf.NotBefore.ToUniversalTime() && now < leaf.NotAfter.ToUniversalTime() - (design.Until / 3));
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private bool IsIssuedAs(X509Certificate2 leaf, LeafDesign design) => design.Issuer switch
    {
        LeafIssuer.Itself => leaf.Issuer == leaf.Subject,
        LeafIssuer.Intermediate => leaf.IssuerName.Name == Named(IntermediateName).Name,
        LeafIssuer.Authority => IsOurs(leaf),
    };

    private bool IsOurs(X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(leaf);
    }

    private static X500DistinguishedName Named(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return name.Build();
    }

    public void Dispose() => certificate.Dispose();
}
