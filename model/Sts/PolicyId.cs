using System.Security.Cryptography;
using System.Text;

namespace MtaStsAudit.Model.Sts;

/// <summary>The id by which senders notice that a policy changed: 1 to 32 letters and digits (RFC 8461 §3.1).</summary>
public sealed record PolicyId
{
    public const int LongestLength = 32;

    private PolicyId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Derives the id from the text, so that the two cannot drift apart.</summary>
    public static PolicyId Of(StsPolicy policy) => Of(policy.Print());

    /// <param name="policyText">As it is served.</param>
    public static PolicyId Of(string policyText) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policyText)))[..LongestLength]);

    public static Parsed<PolicyId> Parse(string text) =>
        text.Length is > 0 and <= LongestLength && text.All(char.IsAsciiLetterOrDigit)
            ? Parsed<PolicyId>.Valid(new(text))
            : Parsed<PolicyId>.Invalid($"id '{text}' is not 1 to {LongestLength} letters and digits");

    public override string ToString() => Value;
}
