using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Front.Tests.Running;

internal static class SelfSigned
{
    public static X509Certificate2 Certificate { get; } = Make();

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
