using System.Security.Cryptography;
using System.Text;

namespace MtaStsAudit.Model.Names;

/// <summary>The header fields that <c>audit run</c> writes into its messages for the testbed to read.</summary>
public static class AuditHeaders
{
    /// <summary>
    /// A nonce, the same in all messages of one run: they were all handed to one mail server. Only its hash is kept, so that nobody who
    /// reads the evidence can write it.
    /// </summary>
    public const string Run = "Audit-Run";

    private const int Shortest = 16;
    private const int Longest = 64;

    /// <summary>A value for <see cref="Run"/> that nobody guesses.</summary>
    public static string NewRun() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The SHA-256 of a nonce of 16 to 64 letters, digits, <c>-</c> and <c>_</c>, in hexadecimal; null for every other text.</summary>
    public static string? HashOfRun(string? value) =>
        value?.Trim() is { Length: >= Shortest and <= Longest } nonce && nonce.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(nonce)))
            : null;
}
