using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Keys;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate authority that nobody trusts. Everything it signs is otherwise in order.</summary>
internal sealed record OwnAuthority(string CertificatePem, string PrivateKeyPem)
{
    private const int LifetimeYears = 20;

    // Senders' clocks may be behind.
    private static readonly TimeSpan Backdating = TimeSpan.FromHours(1);

    public static OwnAuthority New(DateTimeOffset now) => Signed(P256Key.NewPem(), now);

    /// <summary>Signs for a server. The authority's own certificate is made anew, by the same key, when it would end first.</summary>
    public (IssuedCertificate Certificate, OwnAuthority Authority) Issue(
        IReadOnlyCollection<string> names, string serverKeyPem, TimeSpan lifetime, DateTimeOffset now)
    {
        using var own = X509Certificate2.CreateFromPem(CertificatePem);
        if (own.NotAfter.ToUniversalTime() < (now + lifetime).UtcDateTime)
        {
            return Signed(PrivateKeyPem, now).Issue(names, serverKeyPem, lifetime, now);
        }

        using var authorityKey = P256Key.Load(PrivateKeyPem);
        using var serverKey = P256Key.Load(serverKeyPem);
        var request = new CertificateRequest(new X500DistinguishedName(""), serverKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SubjectNames.ToExtension(names));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(own, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        using var signed = request.Create(
            own.SubjectName,
            X509SignatureGenerator.CreateForECDsa(authorityKey),
            now - Backdating,
            now + lifetime,
            NewSerialNumber());
        return (IssuedCertificate.FromPem([signed.ExportCertificatePem(), CertificatePem]), this);
    }

    private static OwnAuthority Signed(string keyPem, DateTimeOffset now)
    {
        using var key = P256Key.Load(keyPem);
        var request = new CertificateRequest("CN=mta-sts-audit untrusted authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForECDsa(key),
            now - Backdating,
            now.AddYears(LifetimeYears),
            NewSerialNumber());
        return new OwnAuthority(certificate.ExportCertificatePem() + "\n", keyPem);
    }

    // RFC 5280 §4.1.2.2: positive, at most 20 octets.
    private static byte[] NewSerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }
}
