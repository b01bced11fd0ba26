using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Sts;

/// <summary>One <c>mx</c> entry of a policy: a host name, or <c>*.</c> and the domain that hosts are one label below.</summary>
public sealed record MxPattern(DomainName Name, bool IsWildcard)
{
    public static MxPattern Exactly(DomainName host) => new(host, IsWildcard: false);

    /// <summary>Reads the pattern by the ABNF of RFC 8461 §3.2: the domain is one of RFC 5321 §4.1.2, without a final dot.</summary>
    public static Parsed<MxPattern> Parse(string text)
    {
        var isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        var name = isWildcard ? text[2..] : text;
        return name.EndsWith('.') ? Invalid(text, "it ends with a dot")
            : name.StartsWith('.') ? Invalid(text, $"it begins with a dot: for the hosts below a domain write *{name}")
            : text.Contains(',', StringComparison.Ordinal) ? Invalid(text, "each pattern has a line of its own")
            : !text.All(char.IsAscii) ? Invalid(text, "an international name stands here in its ASCII form, xn--…")
            : text.Any(char.IsWhiteSpace) ? Invalid(text, "it has white space inside")
            : DomainName.TryParse(name, out var domain, out var error) ? Parsed<MxPattern>.Valid(new(domain, isWildcard))
            : Invalid(text, error);
    }

    // RFC 8461 §4.1: the wildcard stands for exactly one label.
    public bool Matches(DomainName host) => IsWildcard ? host.Parent == Name : host == Name;

    public override string ToString() => IsWildcard ? $"*.{Name}" : Name.Value;

    private static Parsed<MxPattern> Invalid(string text, string error) => Parsed<MxPattern>.Invalid($"mx '{text}': {error}");
}
