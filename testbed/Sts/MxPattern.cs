using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Sts;

/// <summary>One <c>mx</c> entry of a policy: a host name, or <c>*.</c> and the domain that hosts are one label below.</summary>
public sealed record MxPattern(DomainName Name, bool IsWildcard)
{
    public static MxPattern Exactly(DomainName host) => new(host, IsWildcard: false);

    public static Parsed<MxPattern> Parse(string text)
    {
        var isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        return DomainName.TryParse(isWildcard ? text[2..] : text, out var name, out var error)
            ? Parsed<MxPattern>.Valid(new(name, isWildcard))
            : Parsed<MxPattern>.Invalid($"mx '{text}': {error}");
    }

    // RFC 8461 §4.1: the wildcard stands for exactly one label.
    public bool Matches(DomainName host) => IsWildcard ? host.Parent == Name : host == Name;

    public override string ToString() => IsWildcard ? $"*.{Name}" : Name.Value;
}
