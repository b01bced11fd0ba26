using System.Text;
using MtaStsAudit.Collector.Web.Providers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>A profile as comma-separated values, RFC 4180: a line for each scenario.</summary>
internal static class ProfileCsv
{
    private static readonly string[] Columns = ["Scenario", "Family", "Asks", "A compliant sender", "Result", "Final", "This sender"];

    public static string Of(IReadOnlyList<ScenarioResult> profile)
    {
        var text = new StringBuilder();
        Add(Columns);
        foreach (var result in profile)
        {
            Add(
            [
                result.Scenario.ToString(), FamilyWords.NameOf(result.Family), result.Asks, ProfileWording.AskedAt(result),
                ProfileWording.Of(result.Conformance), result.IsFinal ? "yes" : "no", result.Did,
            ]);
        }

        return text.ToString();

        void Add(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(ProviderExports.ForCsv)).Append("\r\n");
    }
}
