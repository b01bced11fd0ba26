namespace MtaStsAudit.Model.Names;

/// <summary>
/// The rules of a public suffix list, see <see href="https://github.com/publicsuffix/list/wiki/Format"/>: under which names registries,
/// and companies of their own accord, give names to people who have nothing to do with each other.
/// </summary>
internal sealed class PublicSuffixList
{
    private const string VersionMark = "// VERSION:";

    private readonly HashSet<string> suffixes = new(StringComparer.Ordinal);
    private readonly HashSet<string> wildcards = new(StringComparer.Ordinal);
    private readonly HashSet<string> exceptions = new(StringComparer.Ordinal);

    private PublicSuffixList()
    {
    }

    /// <summary>As the list says it, such as <c>2025-03-28_19-52-00_UTC</c>; <c>unknown</c> when it does not.</summary>
    public string Version { get; private set; } = "unknown";

    /// <summary>Reads the file's text; what is no rule is left out.</summary>
    public static PublicSuffixList Read(TextReader text)
    {
        var list = new PublicSuffixList();
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                list.Version = line.StartsWith(VersionMark, StringComparison.Ordinal) ? line[VersionMark.Length..].Trim() : list.Version;
                continue;
            }

            // "Each line is only read up to the first whitespace."
            var rule = line.Split([' ', '\t'], 2)[0];
            if (rule.StartsWith('!'))
            {
                Add(list.exceptions, rule[1..]);
            }
            else if (rule.StartsWith("*.", StringComparison.Ordinal))
            {
                Add(list.wildcards, rule[2..]);
            }
            else
            {
                Add(list.suffixes, rule);
            }
        }

        return list;
    }

    /// <summary>The public suffix and one label more: what one registrant has. Null for a public suffix itself.</summary>
    public DomainName? RegistrableDomainOf(DomainName name)
    {
        for (DomainName? at = name; at is { } candidate; at = candidate.Parent)
        {
            // An exception prevails over every other rule; its suffix is the name without the first label.
            if (exceptions.Contains(candidate.Value))
            {
                return candidate;
            }
        }

        DomainName? below = null;
        for (DomainName? at = name; at is { } candidate; at = candidate.Parent)
        {
            // The longest rule prevails. Where none fits, the last label is the suffix ("*").
            if (candidate.Parent is not { } parent || suffixes.Contains(candidate.Value) || wildcards.Contains(parent.Value))
            {
                return below;
            }

            below = candidate;
        }

        return null;
    }

    private static void Add(HashSet<string> rules, string name)
    {
        if (DomainName.TryParse(string.Join('.', name.Split('.').Select(Punycode.ToALabel)), out var domain))
        {
            rules.Add(domain.Value);
        }
    }
}
