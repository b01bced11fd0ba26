using System.Security.Cryptography;
using MtaStsAudit.Acme.Keys;

namespace MtaStsAudit.Acme.Tests.Keys;

public sealed class SshPublicKeyTests
{
    [Fact]
    public void A_key_is_written_as_ssh_keygen_writes_it()
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Convert.FromHexString("90A4288CD1AAF815659DD1D45151DD1048363C9F4A55FF70E7C19922650871DE"),
        });

        var publicKey = SshPublicKey.Of(key.ExportECPrivateKeyPem());

        Assert.Equal(
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPP5aWHAGQ9gpS6B4DHUCxWq/b5i9+6+RAfDWtmaozfI2gsNNCHeK5zvH9M+I8s6kcZOzvL1k8zqcJ4TURXtrZY=",
            publicKey.Line);
        Assert.Equal("SHA256:6eu7VnrSKlN+KqTiSVlN1kcLkkP7oQwyfnRAh27wR+c", publicKey.Fingerprint);
    }

    [Fact]
    public void Two_keys_differ() => Assert.NotEqual(SshPublicKey.Of(P256Key.NewPem()), SshPublicKey.Of(P256Key.NewPem()));
}
