using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Testbed.Deployment;

namespace MtaStsAudit.Audit.Certificates;

/// <summary>A certification authority for the testbed on one machine: ECDSA P-256, no intermediates, nothing it is asked twice.</summary>
internal sealed class LocalAuthority : IDisposable
{
    private const int SerialOctets = 16;
    private const int LongestCommonName = 64;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(90);

    // Containers and the machine need not agree on the time to the second.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private readonly X509Certificate2 certificate;

    private LocalAuthority(X509Certificate2 certificate) => this.certificate = certificate;

    public string CertificatePem => certificate.ExportCertificatePem() + "\n";

    /// <summary>Without ten per cent of its lifetime left it could expire before what it issues.</summary>
    public bool IsDue(DateTimeOffset now) => now > certificate.NotAfter - (AuthorityLifetime / 10);

    public static LocalAuthority Create(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Named(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new(request.CreateSelfSigned(now - ClockSkew, now + AuthorityLifetime));
    }

    /// <exception cref="CryptographicException">The texts are no pair of certificate and key.</exception>
    public static LocalAuthority Load(string certificatePem, string keyPem) => new(X509Certificate2.CreateFromPem(certificatePem, keyPem));

    public string ExportKeyPem()
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>Issues exactly the planned names: one fault at a time holds for certificates, too.</summary>
    public IssuedCertificate Issue(PlannedCertificate plan, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The names are in the extension (RFC 6125 §2.3); the subject is for people, and has its limit.
        var subject = Named(plan.Folder.Length <= LongestCommonName ? plan.Folder : "mta-sts-audit");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in plan.Names)
        {
            names.AddDnsName(name.Value);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var leaf = request.Create(certificate, now - ClockSkew, now + LeafLifetime, RandomNumberGenerator.GetBytes(SerialOctets));
        return new(plan, leaf.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Whether a certificate can be used on: ours, of the planned names, with its key, and a third of its lifetime left.</summary>
    public bool StandsBehind(IssuedCertificate issued, DateTimeOffset now)
    {
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(certificate);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
            return chain.Build(leaf)
                && names.SequenceEqual(issued.Plan.Names.Select(name => name.Value))
                && now < leaf.NotAfter - (LeafLifetime / 3);
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

    private static X500DistinguishedName Named(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return name.Build();
    }

    public void Dispose() => certificate.Dispose();
}
