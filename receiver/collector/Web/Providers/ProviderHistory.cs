using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>All published audits of one provider, the newest first, each with what differs from the one before it.</summary>
/// <param name="Key">The provider's domain, or its name where the owner named none: in small letters.</param>
public sealed record ProviderHistory(string Key, IReadOnlyList<ProviderAudit> Audits)
{
    public string Provider => Audits[0].Row.Provider;

    /// <summary>Where a provider's history is.</summary>
    public static string PathOf(ProviderRow row) => $"/providers/{Uri.EscapeDataString(KeyOf(row))}";

    /// <summary>What makes two audits those of one provider. Both words are their owners'.</summary>
    public static string KeyOf(ProviderRow row) => row.Domain?.Value ?? row.Provider.ToLowerInvariant();

    internal static IReadOnlyDictionary<string, int> CountsOf(IEnumerable<ProviderRow> rows) => rows.CountBy(KeyOf).ToDictionary();

    /// <returns>Null where none is published.</returns>
    internal static ProviderHistory? Of(string key, IEnumerable<ProviderRow> rows)
    {
        List<ProviderRow> oldestFirst = [.. rows.Where(row => string.Equals(KeyOf(row), key, StringComparison.OrdinalIgnoreCase)).OrderBy(row => row.Outbound.FirstEvidence ?? row.PublishedAt)];
        return oldestFirst.Count == 0 ? null
            : new(key.ToLowerInvariant(), [.. oldestFirst.Select((row, place) => new ProviderAudit(row, place == 0 ? null : Changes(oldestFirst[place - 1], row))).Reverse()]);
    }

    private static List<string> Changes(ProviderRow before, ProviderRow now)
    {
        List<string> changes = [];
        Add("Support", before.Support, now.Support);
        Add("Inbound", Wording.Of(before.Inbound), Wording.Of(now.Inbound));
        foreach (var outcome in now.Outcomes)
        {
            if (before.Outcomes.FirstOrDefault(other => other.Receiver == outcome.Receiver) is { } earlier)
            {
                Add($"At {outcome.Receiver}", Wording.Of(earlier), Wording.Of(outcome));
            }
        }

        Add("Sender", before.Outbound.Sender?.Name ?? "none", now.Outbound.Sender?.Name ?? "none");
        return changes;

        void Add(string what, string was, string has)
        {
            if (was != has)
            {
                changes.Add($"{what}: {was}, now {has}");
            }
        }
    }
}

/// <summary>One audit of a provider.</summary>
/// <param name="Changes">What differs from the audit before it; null: there is none before it.</param>
public sealed record ProviderAudit(ProviderRow Row, IReadOnlyList<string>? Changes);
