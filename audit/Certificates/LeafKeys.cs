using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Audit.Certificates;

/// <summary>Keys of the kinds that a certificate may have.</summary>
internal static class LeafKeys
{
    public static AsymmetricAlgorithm Create(LeafKey kind) => kind switch
    {
        LeafKey.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        LeafKey.Rsa4096 => RSA.Create(4096),
        LeafKey.Rsa1024 => RSA.Create(1024),
    };

    /// <summary>Null: a kind that is not issued here.</summary>
    public static LeafKey? KindOf(X509Certificate2 leaf)
    {
        using var ecdsa = leaf.GetECDsaPublicKey();
        using var rsa = leaf.GetRSAPublicKey();
        return (ecdsa?.KeySize, rsa?.KeySize) switch
        {
            (256, null) => LeafKey.EcdsaP256,
            (null, 4096) => LeafKey.Rsa4096,
            (null, 1024) => LeafKey.Rsa1024,
            _ => null,
        };
    }
}
