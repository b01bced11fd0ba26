using System.Security.Cryptography;
using System.Text;

namespace MtaStsAudit.Collector.Api;

/// <summary>Compares a secret with the digest of the administrator's, in constant time.</summary>
internal sealed class AdminSecret(string? sha256)
{
    private readonly byte[]? expected = sha256 is null ? null : Convert.FromHexString(sha256);

    public bool Matches(string secret) =>
        expected is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), expected);
}
