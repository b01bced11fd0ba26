using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Probes.Spf;

/// <summary>A mechanism or modifier of an SPF record, RFC 7208 §5 and §6.</summary>
/// <param name="Name">Lower case: <c>ip4</c>, <c>include</c>, <c>redirect</c>.</param>
/// <param name="IsModifier">Whether it is <c>name=value</c>.</param>
/// <param name="Value">The domain-spec or network, without the prefix length; empty when there is none.</param>
/// <param name="Prefix4">The length of an IPv4 prefix.</param>
internal sealed record SpfTerm(char Qualifier, string Name, bool IsModifier, string Value, int Prefix4, int Prefix6)
{
    /// <summary>§4.6.4: the terms that cost a DNS query.</summary>
    public bool Queries => Name is "include" or "a" or "mx" or "ptr" or "exists" or "redirect";

    /// <summary>The terms of a record behind its version; null when one of them is not as the ABNF has it (§4.6, §12).</summary>
    public static IReadOnlyList<SpfTerm>? ParseAll(string record)
    {
        var terms = new List<SpfTerm>();
        foreach (var text in record.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (Parse(text) is not { } term)
            {
                return null;
            }

            terms.Add(term);
        }

        // §6: these MUST NOT appear more than once.
        return terms.Count(term => term.Name == "redirect") > 1 || terms.Count(term => term.Name == "exp") > 1 ? null : terms;
    }

    private static SpfTerm? Parse(string text)
    {
        var end = text.IndexOfAny([':', '/', '=']);
        if (end > 0 && text[end] == '=')
        {
            var modifier = text[..end].ToLowerInvariant();
            return IsName(modifier) ? new SpfTerm('+', modifier, IsModifier: true, text[(end + 1)..], 32, 128) : null;
        }

        var qualifier = text[0] is '+' or '-' or '~' or '?' ? text[0] : '+';
        var rest = text[0] == qualifier ? text[1..] : text;
        end = rest.IndexOfAny([':', '/']);
        var name = (end < 0 ? rest : rest[..end]).ToLowerInvariant();
        var behind = end < 0 ? "" : rest[end..];
        return name switch
        {
            "all" => behind.Length == 0 ? new SpfTerm(qualifier, name, IsModifier: false, "", 32, 128) : null,
            "include" or "exists" => behind is [':', _, ..] ? new SpfTerm(qualifier, name, IsModifier: false, behind[1..], 32, 128) : null,
            "ptr" => behind is "" or [':', _, ..] ? new SpfTerm(qualifier, name, IsModifier: false, behind.TrimStart(':'), 32, 128) : null,
            "a" or "mx" => WithPrefixes(qualifier, name, behind),
            "ip4" => Network(qualifier, name, behind, AddressFamily.InterNetwork),
            "ip6" => Network(qualifier, name, behind, AddressFamily.InterNetworkV6),
            _ => null,
        };
    }

    // a:domain/24//64, with every part left out at will (§5.3).
    private static SpfTerm? WithPrefixes(char qualifier, string name, string behind)
    {
        var (prefix4, prefix6) = (32, 128);
        var slash = behind.IndexOf("//", StringComparison.Ordinal);
        if (slash >= 0)
        {
            if (!IsPrefix(behind[(slash + 2)..], 128, out prefix6))
            {
                return null;
            }

            behind = behind[..slash];
        }

        // A slash within a macro, "%{d/}", is no prefix.
        slash = behind.LastIndexOf('/');
        if (slash >= 0 && !behind[slash..].Contains('}', StringComparison.Ordinal))
        {
            if (!IsPrefix(behind[(slash + 1)..], 32, out prefix4))
            {
                return null;
            }

            behind = behind[..slash];
        }

        return behind is "" or [':', _, ..] ? new SpfTerm(qualifier, name, IsModifier: false, behind.TrimStart(':'), prefix4, prefix6) : null;
    }

    private static SpfTerm? Network(char qualifier, string name, string behind, AddressFamily family)
    {
        if (behind is not [':', ..])
        {
            return null;
        }

        var parts = behind[1..].Split('/');
        var longest = family == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = longest;
        return parts.Length <= 2
            && IPAddress.TryParse(parts[0], out var network) && network.AddressFamily == family && !parts[0].Contains('%', StringComparison.Ordinal)
            && (family != AddressFamily.InterNetwork || parts[0].Count(c => c == '.') == 3)
            && (parts.Length == 1 || IsPrefix(parts[1], longest, out prefix))
                ? new SpfTerm(qualifier, name, IsModifier: false, parts[0], prefix, prefix)
                : null;
    }

    private static bool IsPrefix(string text, int longest, out int prefix) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= longest && (text.Length == 1 || text[0] != '0');

    private static bool IsName(string text) => char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
