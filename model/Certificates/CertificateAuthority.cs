using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Model.Certificates;

/// <summary>A certification authority with an ECDSA P-256 key. Whether anybody trusts it is decided elsewhere.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private const int SerialOctets = 16;

    private readonly X509Certificate2 certificate;

    private CertificateAuthority(X509Certificate2 certificate) => this.certificate = certificate;

    /// <summary>By how much clocks may differ: what is valid from now on begins that much earlier.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromHours(1);

    /// <summary>Its own certificate, with the private key.</summary>
    public X509Certificate2 Certificate => certificate;

    public string CertificatePem => certificate.ExportCertificatePem() + "\n";

    /// <summary>When its own certificate begins, in UTC.</summary>
    public DateTimeOffset From => new(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>When its own certificate ends, in UTC. What it signs cannot last longer.</summary>
    public DateTimeOffset Until => new(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <param name="key">Stays the caller's; null: one is made.</param>
    public static CertificateAuthority Create(string name, DateTimeOffset from, DateTimeOffset until, ECDsa? key = null)
    {
        using var made = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        return new(RequestFor(name, (key ?? made)!, pathLength: 1).CreateSelfSigned(from, until));
    }

    /// <exception cref="CryptographicException">The texts are no pair of certificate and key.</exception>
    /// <exception cref="ArgumentException">The texts are no PEM.</exception>
    public static CertificateAuthority Load(string certificatePem, string keyPem) => new(X509Certificate2.CreateFromPem(certificatePem, keyPem));

    public string ExportKeyPem()
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>An authority that this one vouches for, and that can sign for servers only.</summary>
    public CertificateAuthority Intermediate(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Signed(RequestFor(name, key, pathLength: 0), from, until);
        return new(signed.CopyWithPrivateKey(key));
    }

    /// <summary>Signs for a server.</summary>
    /// <param name="request">See <see cref="ServerCertificateRequest"/>; what a signed certificate has besides is added to it.</param>
    /// <returns>The certificate, without its key.</returns>
    /// <exception cref="ArgumentException">It would begin before the authority's own, or last longer.</exception>
    public X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset until)
    {
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return Signed(request, from, until);
    }

    private X509Certificate2 Signed(CertificateRequest request, DateTimeOffset from, DateTimeOffset until)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var key = certificate.GetECDsaPrivateKey()!;
        // The key that is certified may be of another kind than this one's.
        return request.Create(certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, NewSerialNumber());
    }

    public void Dispose() => certificate.Dispose();

    private static CertificateRequest RequestFor(string name, ECDsa key, int pathLength)
    {
        var request = new CertificateRequest(ServerCertificateRequest.Named(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    // RFC 5280 §4.1.2.2: positive, at most 20 octets.
    private static byte[] NewSerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialOctets);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }
}
