namespace MtaStsAudit.Testbed.Names;

/// <summary>The <c>name=value; name=value</c> form that the TXT records of RFC 8461 §3.1 and RFC 8460 §3 share.</summary>
internal static class TagList
{
    /// <summary>The fields in order; null when one of them is not <c>name=value</c>.</summary>
    public static List<KeyValuePair<string, string>>? Parse(string text)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var parts = text.Split(';');
        foreach (var (part, index) in parts.Select((part, index) => (part.Trim(' ', '\t'), index)))
        {
            if (part.Length == 0 && index == parts.Length - 1)
            {
                break;
            }

            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return null;
            }

            fields.Add(new(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()));
        }

        return fields;
    }
}
