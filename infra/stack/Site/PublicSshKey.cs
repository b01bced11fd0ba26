using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MtaStsAudit.Stack.Site;

/// <summary>The public part of a private key, in the form of <c>authorized_keys</c>.</summary>
internal static class PublicSshKey
{
    private const string Accepted = "an unencrypted ECDSA (P-256) or RSA key in PEM form, as 'ssh-keygen -t ecdsa -m PEM -N \"\"' makes it";

    /// <exception cref="Pulumi.RunException">The key is of another kind; the key is not repeated.</exception>
    public static string Of(string privateKeyPem)
    {
        try
        {
            if (privateKeyPem.Contains("RSA PRIVATE KEY", StringComparison.Ordinal))
            {
                using var rsa = RSA.Create();
                rsa.ImportFromPem(privateKeyPem);
                var parameters = rsa.ExportParameters(includePrivateParameters: false);
                return Line("ssh-rsa", Number(parameters.Exponent!), Number(parameters.Modulus!));
            }

            using var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(privateKeyPem);
            var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
            return ecdsa.KeySize == 256
                ? Line("ecdsa-sha2-nistp256", "nistp256"u8.ToArray(), [0x04, .. point.X!, .. point.Y!])
                : throw new CryptographicException("The curve is another one.");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new Pulumi.RunException($"mta-sts-audit:sshPrivateKey has a value that does not fit (not shown); allowed: {Accepted}, or leave it out");
        }
    }

    // RFC 4253 §6.6, RFC 5656 §3.1: each part is a string with its length before it.
    private static string Line(string type, params byte[][] parts)
    {
        byte[] blob = [.. Prefixed(Encoding.ASCII.GetBytes(type)), .. parts.SelectMany(Prefixed)];
        return $"{type} {Convert.ToBase64String(blob)}";
    }

    private static byte[] Prefixed(byte[] part)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        return [.. length, .. part];
    }

    // RFC 4251 §5, mpint: a positive number whose first bit is set has a zero octet before it.
    private static byte[] Number(byte[] magnitude) => magnitude[0] >= 0x80 ? [0, .. magnitude] : magnitude;
}
