using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Keys;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>What a certificate of a server says; who signs it is another question.</summary>
internal static class ServerRequest
{
    // RFC 5280 §4.1.2.4: an issuer has a name, and here the subject is the issuer.
    private const string OwnSubject = "CN=mta-sts-audit self-signed";

    // Senders' clocks may be behind.
    public static TimeSpan Backdating { get; } = TimeSpan.FromHours(1);

    /// <param name="names">Its DNS-IDs.</param>
    public static CertificateRequest For(IReadOnlyCollection<string> names, ECDsa key, string subject = "")
    {
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SubjectNames.ToExtension(names));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    /// <summary>Its own issuer, and all that a server sends of it.</summary>
    /// <remarks>It says nothing of its key's usage: one that does not let it sign certificates has OpenSSL look for another issuer.</remarks>
    public static IssuedCertificate SignedByItself(IReadOnlyCollection<string> names, string keyPem, TimeSpan lifetime, DateTimeOffset now)
    {
        using var key = P256Key.Load(keyPem);
        var request = For(names, key, OwnSubject);
        using var signed = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - Backdating, now + lifetime, NewSerialNumber());
        return IssuedCertificate.FromPem([signed.ExportCertificatePem()]);
    }

    // RFC 5280 §4.1.2.2: positive, at most 20 octets.
    public static byte[] NewSerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }
}
