using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Inbound;

/// <summary>Where mail for a domain goes.</summary>
public static class MxTargets
{
    /// <summary>The hosts in the order of their preference; the domain itself when it has no MX record; none for a null MX.</summary>
    public static IReadOnlyList<MxTarget> Of(DomainName domain, DnsAnswer<MxTarget> answer)
    {
        if (answer.Failure is not null || IsNullMx(answer))
        {
            return [];
        }

        // RFC 5321 §5.1: without MX records the domain is its own host, as if of preference 0.
        return answer.Values.Count == 0
            ? [new(domain.Value, 0)]
            : [.. answer.Values.DistinctBy(target => target.Host.ToLowerInvariant()).OrderBy(target => target.Preference)];
    }

    // RFC 7505 §3.
    public static bool IsNullMx(DnsAnswer<MxTarget> answer) => answer.Values is [{ Host: "." or "" }];
}
