using System.Text;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The matrix as CSV (RFC 4180 §2): a line for each sender at each scenario.</summary>
internal static class ZooCsv
{
    public static string Print(ZooReport report)
    {
        var text = new StringBuilder("sender,release,software,label,family,scenario,result,did\r\n");
        foreach (var row in report.Senders)
        {
            foreach (var scenario in report.Scenarios)
            {
                var cell = row.At(scenario.Name);
                text.AppendJoin(',', new[]
                {
                    row.Name, row.Release, row.Software, row.Label.ToString(), FamilyWords.NameOf(scenario.Family), scenario.Name.Value,
                    cell is null ? "not-seen" : ZooSigns.WordOf(cell.Conformance), cell?.Did ?? "",
                }.Select(Field)).Append("\r\n");
            }
        }

        return text.ToString();
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
