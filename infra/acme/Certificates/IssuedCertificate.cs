using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate with the chain a server sends, and what the renewal rule reads from it.</summary>
internal sealed record IssuedCertificate(
    string CertificatePem, string FullChainPem, string SerialNumber, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <param name="certificates">PEM texts, the server's own certificate first.</param>
    /// <exception cref="CryptographicException">The first is no certificate.</exception>
    public static IssuedCertificate FromPem(IEnumerable<string> certificates)
    {
        string[] chain = [.. certificates.Select(pem => pem.ReplaceLineEndings("\n").Trim() + "\n")];
        using var certificate = X509Certificate2.CreateFromPem(chain[0]);
        return new IssuedCertificate(
            chain[0],
            string.Concat(chain),
            certificate.SerialNumber,
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
    }

    /// <summary>The certificate of an earlier run; null when the state does not hold a readable one.</summary>
    public static IssuedCertificate? FromState(string? certificatePem, string? fullChainPem)
    {
        if (certificatePem is null || fullChainPem is null)
        {
            return null;
        }

        try
        {
            return FromPem([certificatePem]) with { FullChainPem = fullChainPem };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
