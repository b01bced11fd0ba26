namespace MtaStsAudit.Model.Names;

/// <summary>
/// The <c>v=VERSION; name=value; name=value</c> form that the TXT records of MTA-STS and TLSRPT share, by the ABNF of RFC 8461 §3.1 and
/// RFC 8460 §3. A field's own value is for its reader to check.
/// </summary>
internal static class TagList
{
    private const int LongestName = 32;

    /// <summary>The fields after the version, in order; or why senders that go by the ABNF find none.</summary>
    public static Parsed<IReadOnlyList<KeyValuePair<string, string>>> Parse(string text, string version)
    {
        var begin = $"v={version}";
        if (!text.StartsWith(begin, StringComparison.Ordinal))
        {
            return Invalid(WhyNotBegun(text, begin));
        }

        var parts = text[begin.Length..].Split(';');
        if (parts[0].Trim(' ', '\t').Length > 0)
        {
            return Invalid($"no semicolon follows {begin}");
        }

        var fields = new List<KeyValuePair<string, string>>();
        for (var index = 1; index < parts.Length; index++)
        {
            var isLast = index == parts.Length - 1;
            var part = parts[index].Trim(' ', '\t');
            if (part.Length == 0 && isLast)
            {
                break;
            }

            if (FaultOf(part) is { } fault)
            {
                return Invalid(fault);
            }

            // The ABNF has white space beside semicolons only.
            if (isLast && parts[index][^1] is ' ' or '\t')
            {
                return Invalid("it ends with white space that no semicolon follows");
            }

            var equals = part.IndexOf('=', StringComparison.Ordinal);
            fields.Add(new(part[..equals], part[(equals + 1)..]));
        }

        return Parsed<IReadOnlyList<KeyValuePair<string, string>>>.Valid(fields);
    }

    /// <summary>What is wrong with the value of a field that is not the reader's own; null when nothing is.</summary>
    public static string? ExtensionFault(KeyValuePair<string, string> field) =>
        field.Value.Length == 0 ? $"'{field.Key}' has no value"
        : field.Value.All(character => character is > ' ' and <= '~' and not ('=' or ';')) ? null
        : $"the value of '{field.Key}' has a space, an equals sign or a character outside ASCII";

    private static string WhyNotBegun(string text, string begin)
    {
        var trimmed = text.TrimStart();
        return trimmed.Length < text.Length && trimmed.StartsWith(begin, StringComparison.Ordinal) ? $"white space stands before {begin}"
            : trimmed.StartsWith(begin, StringComparison.OrdinalIgnoreCase) ? $"it begins with '{trimmed[..begin.Length]}', and capitals matter in {begin}"
            : string.Concat(trimmed.Where(character => character is not (' ' or '\t'))).StartsWith(begin, StringComparison.Ordinal) ? $"{begin} has white space inside"
            : trimmed.TrimStart('"', '\'').StartsWith(begin, StringComparison.Ordinal) ? $"a quotation mark stands before {begin}"
            : $"it does not begin with {begin}";
    }

    private static string? FaultOf(string part)
    {
        if (part.Length == 0)
        {
            return "between two semicolons stands nothing";
        }

        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return part.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                ? $"'{part}' has no equals sign: write {part[..colon].TrimEnd()}={part[(colon + 1)..].TrimStart()}"
                : $"'{part}' is not name=value";
        }

        var name = part[..equals];
        return equals == 0 ? $"'{part}' has no name before the equals sign"
            : name[^1] is ' ' or '\t' || (equals + 1 < part.Length && part[equals + 1] is ' ' or '\t') ? $"'{part}' has white space beside the equals sign"
            : IsName(name) ? null
            : $"'{name}' is not the name of a field (1 to {LongestName} letters, digits, '_', '-' and '.')";
    }

    /// <summary>The names of fields that are allowed in TXT records and in policies (RFC 8461 §3.1, §3.2).</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');

    private static Parsed<IReadOnlyList<KeyValuePair<string, string>>> Invalid(string error) =>
        Parsed<IReadOnlyList<KeyValuePair<string, string>>>.Invalid(error);
}
