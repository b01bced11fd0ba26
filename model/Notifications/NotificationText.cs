using System.Text.RegularExpressions;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Notifications;

/// <summary>Reads what a notification says in words: the addresses of an audit, a status code, and the text without other people's addresses.</summary>
public static partial class NotificationText
{
    /// <summary>In characters. What comes after it is the message that was not delivered, as a rule.</summary>
    public const int LongestWords = 1500;

    private const string Left = "…";

    /// <summary>The scenarios whose addresses of an audit a text names, each once, as they come.</summary>
    public static IReadOnlyList<ReceiverName> ScenariosIn(string text, AuditToken token, SiteNames names) =>
    [
        .. Address().Matches(text).Select(match => ScenarioOf(match.Value, token, names)).OfType<ReceiverName>().Distinct(),
    ];

    /// <summary>The scenario that an address of an audit is of; null for any other address.</summary>
    /// <param name="address">Also with a type before it, such as <c>rfc822;</c> (RFC 3464 §2.1.2), and in angle brackets.</param>
    public static ReceiverName? ScenarioOf(string? address, AuditToken token, SiteNames names)
    {
        var plain = (address ?? "").Split(';')[^1].Trim().Trim('<', '>', '"');
        var at = plain.LastIndexOf('@');
        // What follows a plus is the tag of whoever typed the address.
        return at > 0 && AuditToken.TryParse(plain[..at].Split('+')[0].Trim('"'), out var named) && named == token && DomainName.TryParse(plain[(at + 1)..], out var domain)
            ? names.ReceiverOfMailDomain(domain)
            : null;
    }

    /// <summary>The enhanced status code (RFC 3463 §2) in a text, of those that tell of a failure the first; null: there is none.</summary>
    public static string? CodeIn(string? text) =>
        Code().Matches(text ?? "").Select(match => match.Value).OrderBy(code => code[0] == '2').FirstOrDefault();

    /// <summary>A text as it may be shown to whoever reads the audit: white space made one, no mail address but the audit's own, not too long.</summary>
    public static string? Shown(string? text, AuditToken token, int longest = LongestWords)
    {
        var lines = (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => Spaces().Replace(Printable(line), " ").Trim());
        var joined = EmptyLines().Replace(string.Join('\n', lines), "\n\n").Trim('\n');
        var masked = Address().Replace(joined, match => match.Value.Contains(token.ToString(), StringComparison.OrdinalIgnoreCase) ? match.Value : Left);
        return masked.Length == 0 ? null : masked.Length > longest ? masked[..longest].TrimEnd() + Left : masked;
    }

    private static string Printable(string line) => string.Concat(line.Select(character => char.IsControl(character) ? ' ' : character));

    [GeneratedRegex(@"[^\s<>()\[\],;:""]{1,128}@[\p{L}\p{N}.-]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyLines();
}
