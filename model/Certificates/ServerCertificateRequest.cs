using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Model.Certificates;

/// <summary>What the certificate of a TLS server says; who signs it is another question.</summary>
public static class ServerCertificateRequest
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <param name="commonName">Of the subject; null: it has none.</param>
    /// <param name="dnsNames">Its DNS-IDs; without any there is no such extension.</param>
    /// <param name="key">ECDSA or RSA.</param>
    public static CertificateRequest For(string? commonName, IReadOnlyCollection<string> dnsNames, AsymmetricAlgorithm key)
    {
        var request = RequestFor(commonName is null ? new X500DistinguishedName("") : Named(commonName), key);
        if (dnsNames.Count > 0)
        {
            // RFC 5280 §4.1.2.6: where the subject is empty, the names are in a critical extension.
            request.CertificateExtensions.Add(NamesOf(dnsNames, isCritical: commonName is null));
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    /// <summary>The DNS-IDs of a certificate.</summary>
    public static X509Extension NamesOf(IEnumerable<string> dnsNames, bool isCritical = false)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames)
        {
            names.AddDnsName(name);
        }

        return names.Build(isCritical);
    }

    internal static X500DistinguishedName Named(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return name.Build();
    }

    private static CertificateRequest RequestFor(X500DistinguishedName subject, AsymmetricAlgorithm key) => key switch
    {
        ECDsa ecdsa => new(subject, ecdsa, HashAlgorithmName.SHA256),
        RSA rsa => new(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        _ => throw new ArgumentException($"A {key.GetType().Name} has no certificate here.", nameof(key)),
    };
}
