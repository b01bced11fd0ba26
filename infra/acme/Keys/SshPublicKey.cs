using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MtaStsAudit.Acme.Keys;

/// <summary>The public half of a P-256 key as SSH writes it.</summary>
internal sealed record SshPublicKey(string Line, string Fingerprint)
{
    private const string Algorithm = "ecdsa-sha2-nistp256";

    public static SshPublicKey Of(string privateKeyPem)
    {
        using var key = P256Key.Load(privateKeyPem);
        var point = key.ExportParameters(includePrivateParameters: false).Q;

        // RFC 5656 §3.1: algorithm, curve and the uncompressed point, each a string of RFC 4251 §5.
        byte[] blob =
        [
            .. SshString(Encoding.ASCII.GetBytes(Algorithm)),
            .. SshString("nistp256"u8),
            .. SshString([0x04, .. point.X!, .. point.Y!]),
        ];
        var fingerprint = Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
        return new SshPublicKey($"{Algorithm} {Convert.ToBase64String(blob)}", $"SHA256:{fingerprint}");
    }

    private static byte[] SshString(ReadOnlySpan<byte> value)
    {
        var field = new byte[4 + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.CopyTo(field.AsSpan(4));
        return field;
    }
}
