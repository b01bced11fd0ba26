using System.Security.Cryptography;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

internal static class SshPublicKey
{
    /// <summary>The MD5 fingerprint by which the API names a key (RFC 4716 §4).</summary>
    public static string FingerprintOf(string line)
    {
        if (line.Split(' ') is not [_, var body, ..] || !Convert.TryFromBase64String(body, new byte[body.Length], out _))
        {
            throw ApiFault.Unprocessable("Key invalid, key should be of the format `type key [comment]`");
        }

#pragma warning disable CA5351 // What the API answers is not ours to choose.
        return string.Join(':', MD5.HashData(Convert.FromBase64String(body)).Select(octet => $"{octet:x2}"));
#pragma warning restore CA5351
    }
}
