using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>The DNS names of a certificate.</summary>
internal static class SubjectNames
{
    public const string Allowed = "1 to 100 different host names, the first label may be '*'";

    // Let's Encrypt's limit; other authorities allow no more.
    public const int Maximum = 100;

    /// <summary>The name that a challenge proves: for a wildcard, the name it stands under (RFC 8555 §7.1.3).</summary>
    public static bool TryParse(string text, out DomainName proven) =>
        DomainName.TryParse(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text, out proven);

    public static string Normalise(string text) => text.Trim().TrimEnd('.').ToLowerInvariant();
}
