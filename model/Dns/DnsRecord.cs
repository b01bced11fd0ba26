using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Dns;

/// <summary>The record types a testbed needs.</summary>
public enum DnsRecordType
{
    A,
    AAAA,
    MX,
    TXT,
    CAA,
    PTR,
    CNAME,
}

/// <summary>One DNS record.</summary>
/// <param name="Owner">Fully qualified, without the final dot; labels may begin with an underscore.</param>
/// <param name="Value">An address, a host name without the final dot, a TXT record's raw text without quotes, or a CAA record's value.</param>
/// <param name="Preference">MX only, RFC 5321 §5.1.</param>
/// <param name="SplitAt">TXT only: where the text is cut into two character strings (RFC 1035 §3.3); null: where it has to be.</param>
/// <param name="Tag">CAA only, RFC 8659 §4.1: <c>issue</c>, <c>issuewild</c>.</param>
public sealed record DnsRecord(string Owner, DnsRecordType Type, string Value, int? Preference = null, string? Tag = null, int? SplitAt = null)
{
    /// <summary>The owner relative to a zone, <c>@</c> for the zone itself, as DNS hosters want it.</summary>
    /// <exception cref="ArgumentException">The owner is not in the zone.</exception>
    public string NameIn(DomainName zone)
    {
        if (Owner == zone.Value)
        {
            return "@";
        }

        return Owner.EndsWith("." + zone.Value, StringComparison.Ordinal)
            ? Owner[..^(zone.Value.Length + 1)]
            : throw new ArgumentException($"{Owner} is not in the zone {zone}.", nameof(zone));
    }
}
