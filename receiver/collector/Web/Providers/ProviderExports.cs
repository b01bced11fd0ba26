using System.Globalization;
using System.Text;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>The table as Markdown and as CSV. A provider's name is whatever an owner typed: it must stay a name in both.</summary>
internal static class ProviderExports
{
    private const int MostNamed = 5;

    // In these a spreadsheet begins a formula.
    private const string FormulaBeginnings = "=+-@\t\r";
    private const string MarkdownMarks = "\\`*_{}[]()#+-.!|~<>&:@";

    public static string Markdown(IReadOnlyList<ProviderRow> rows)
    {
        var columns = Columns.ToList();
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", columns).Append(" |\n");
        text.Append('|').AppendJoin('|', columns.Select(_ => "---")).Append("|\n");
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", Cells(row).Select(ForMarkdown)).Append(" |\n");
        }

        return text.ToString();
    }

    // RFC 4180 §2: lines end in CRLF, quotes are doubled.
    public static string Csv(IReadOnlyList<ProviderRow> rows)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Columns.Select(ForCsv)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', Cells(row).Select(ForCsv)).Append("\r\n");
        }

        return text.ToString();
    }

    internal static string ForMarkdown(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (character)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case < ' ':
                    escaped.Append(' ');
                    break;
                default:
                    escaped.Append(MarkdownMarks.Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character.ToString());
                    break;
            }
        }

        return escaped.ToString();
    }

    internal static string ForCsv(string text)
    {
        var harmless = text.Length > 0 && FormulaBeginnings.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // First those of the original study; then whom and when it is about, and by which rules.
    private static IEnumerable<string> Columns =>
    [
        "Provider", "Inbound", .. Catalogue.Study.Select(receiver => receiver.Name.ToString()), "Support", "Profile", "Told its user",
        "Domain", "Sender", "Hosts", "Clients", "First evidence", "Last evidence", "Judged", "Suite", "Rules",
    ];

    private static IEnumerable<string> Cells(ProviderRow row) =>
    [
        row.Provider, InboundCell(row.Inbound), .. row.Outcomes.Select(Wording.Of), row.Support, row.Outbound.Profile is { } profile ? ProfileWording.Of(profile) : "", row.Outbound.ToldUser ?? "",
        row.Domain?.Value ?? "", row.Outbound.Sender?.Name ?? "", List(row.Outbound.Sender?.HostNames), List(row.Outbound.Sender?.Clients),
        Time(row.Outbound.FirstEvidence), Time(row.Outbound.LastEvidence), Time(row.Outbound.JudgedAt),
        row.Outbound.Suite, row.Outbound.RulesVersion.ToString(CultureInfo.InvariantCulture),
    ];

    private static string List(IReadOnlyList<string>? names) => names is null ? ""
        : string.Join(' ', names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    // The study has a dash where nothing is known.
    internal static string InboundCell(InboundFinding finding) =>
        finding == InboundFinding.NotChecked ? "–" : Wording.Of(finding);
}
