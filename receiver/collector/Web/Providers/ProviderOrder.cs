using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>The column that the table is sorted by, and which way. It is in the address, so that no script is needed.</summary>
/// <param name="Search">What is looked for in names, domains, hosts and verdicts; empty: all is shown.</param>
public sealed record ProviderOrder(string Column, bool IsDescending, string Search = "")
{
    private const int LongestSearch = 100;

    public const string Provider = "provider";
    public const string Inbound = "inbound";
    public const string Support = "support";

    internal static ProviderOrder Parse(string? column, string? direction, string? search = null)
    {
        var known = column is Provider or Inbound or Support || (ReceiverName.TryParse(column, out var receiver) && Catalogue.Find(receiver) is not null);
        var words = search?.Trim() ?? "";
        return new(known ? column! : Provider, direction == "descending", words[..Math.Min(words.Length, LongestSearch)]);
    }

    /// <summary>What an address says of the order and the search.</summary>
    internal string Query => QueryOf(Column, IsDescending);

    /// <summary>The address at which the table is sorted by a column; the other way round if it is already.</summary>
    internal string AddressFor(string column) =>
        $"/providers{QueryOf(column, column == Column && !IsDescending)}";

    /// <summary>What <c>aria-sort</c> says of a column.</summary>
    internal string SortOf(string column) => column != Column ? "none" : IsDescending ? "descending" : "ascending";

    private string QueryOf(string column, bool isDescending) =>
        $"?sort={column}&order={(isDescending ? "descending" : "ascending")}{(Search.Length > 0 ? $"&search={Uri.EscapeDataString(Search)}" : "")}";

    // Each word has to be somewhere.
    private bool IsFound(ProviderRow row)
    {
        var text = string.Join(' ', new[] { row.Provider, row.Domain?.Value, row.Outbound.Sender?.Name, row.Support, Wording.Of(row.Inbound) }
            .Concat(row.Outbound.Sender?.HostNames ?? []).Concat(row.Outbound.Sender?.Clients ?? []).OfType<string>());
        return Search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    internal IReadOnlyList<ProviderRow> Sort(IEnumerable<ProviderRow> rows)
    {
        var byName = rows.Where(IsFound).OrderBy(row => row.Provider, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.PublishedAt);
        if (Column == Provider)
        {
            return IsDescending ? [.. byName.Reverse()] : [.. byName];
        }

        Func<ProviderRow, int> rank = Column switch
        {
            Support => row => Array.IndexOf(BestFirst, row.Label),
            Inbound => row => Array.IndexOf(StrictestFirst, row.Inbound),
            _ => row => (int)(row.Outcomes.FirstOrDefault(outcome => outcome.Receiver.ToString() == Column)?.Kind ?? OutcomeKind.Waiting),
        };
        return IsDescending ? [.. byName.OrderByDescending(rank)] : [.. byName.OrderBy(rank)];
    }

    private static readonly SupportLabel[] BestFirst =
    [
        SupportLabel.FullSupport, SupportLabel.StrictTls, SupportLabel.PartialSupport,
        SupportLabel.NoSupport, SupportLabel.Contested, SupportLabel.Inconclusive, SupportLabel.Waiting,
    ];

    private static readonly InboundFinding[] StrictestFirst =
    [
        InboundFinding.Enforce, InboundFinding.Testing, InboundFinding.None,
        InboundFinding.Broken, InboundFinding.Absent, InboundFinding.NotChecked,
    ];
}
