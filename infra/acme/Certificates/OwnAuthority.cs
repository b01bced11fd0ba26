using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Acme.Keys;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate authority that nobody trusts. Everything it signs is otherwise in order.</summary>
internal sealed record OwnAuthority(string CertificatePem, string PrivateKeyPem)
{
    private const int LifetimeYears = 20;

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
        var request = ServerRequest.For(names, serverKey);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(own, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        using var signed = request.Create(
            own.SubjectName,
            X509SignatureGenerator.CreateForECDsa(authorityKey),
            now - ServerRequest.Backdating,
            now + lifetime,
            ServerRequest.NewSerialNumber());
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
            now - ServerRequest.Backdating,
            now.AddYears(LifetimeYears),
            ServerRequest.NewSerialNumber());
        return new OwnAuthority(certificate.ExportCertificatePem() + "\n", keyPem);
    }
}
