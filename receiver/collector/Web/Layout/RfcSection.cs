using System.Text.RegularExpressions;

namespace MtaStsAudit.Collector.Web.Layout;

/// <summary>Where an RFC's section can be read.</summary>
internal static partial class RfcSection
{
    /// <param name="section">As the rules name it: <c>RFC 8461 §4.1</c>. Null for every other text.</param>
    public static string? AddressOf(string section) => Pattern().Match(section) is { Success: true } match
        ? $"https://www.rfc-editor.org/rfc/rfc{match.Groups["rfc"].Value}.html#section-{match.Groups["section"].Value}"
        : null;

    [GeneratedRegex(@"^RFC (?<rfc>[0-9]{3,5}) §(?<section>[0-9]+(\.[0-9]+)*)$")]
    private static partial Regex Pattern();
}
