using System.Security.Cryptography;

namespace MtaStsAudit.Acme.Keys;

/// <summary>Private keys on the curve P-256 in the form <c>EC PRIVATE KEY</c>, which TLS servers, sshd and ACME clients all read.</summary>
internal static class P256Key
{
    public static string NewPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportECPrivateKeyPem();
    }

    public static ECDsa Load(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
