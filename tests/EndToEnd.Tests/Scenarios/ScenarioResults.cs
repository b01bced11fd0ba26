using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.EndToEnd.Tests.Scenarios;

/// <summary>
/// The table of what real senders do at each scenario, <c>results.tsv</c>: a row for each scenario, a column for each sender of Debian
/// bookworm. Where one of a later release does otherwise there is a row in <c>releases.tsv</c>.
/// </summary>
internal static class ScenarioResults
{
    private const string NotSeen = "-";

    private static readonly Lazy<Dictionary<string, Dictionary<string, string[]>>> Table = new(Read);
    private static readonly Lazy<IReadOnlyList<ReleaseRow>> Rows = new(ReadReleases);

    /// <summary>The senders that are mailed at every scenario.</summary>
    public static IEnumerable<string> Senders => Table.Value.Keys;

    /// <summary>The known differences between releases.</summary>
    public static IReadOnlyList<ReleaseRow> Releases => Rows.Value;

    /// <summary>What a sender of a release may do at a scenario; nothing where the table does not say.</summary>
    public static IReadOnlyList<string> Allowed(string sender, string release, string scenario) =>
        Releases.FirstOrDefault(row => row.Sender == sender && row.Release == release && row.Scenario == scenario)?.Results
        ?? Table.Value.GetValueOrDefault(sender)?.GetValueOrDefault(scenario) ?? [];

    /// <summary>The scenarios of the table.</summary>
    public static IEnumerable<string> Scenarios => Table.Value.Values.First().Keys;

    /// <summary>Where a sender's profile is not as the table says, a line each.</summary>
    public static IReadOnlyList<string> Differences(string sender, AuditReport report)
    {
        var expected = Table.Value[sender];
        return
        [
            .. from scenario in Catalogue.Scenarios
               let result = report.Profile?.FirstOrDefault(result => result.Scenario == scenario.Name)
               let actual = result is null ? NotSeen : WordOf(result.Conformance)
               where !expected.GetValueOrDefault(scenario.Name.Value, []).Contains(actual)
               select $"{sender} at {scenario.Name}: {actual}, and the table says {string.Join(" or ", expected.GetValueOrDefault(scenario.Name.Value, ["nothing"]))}. {result?.Did}",
        ];
    }

    /// <summary>Keeps a sender's column for the matrix that <c>./test.sh</c> prints at its end.</summary>
    public static void Note(string sender, AuditReport report) =>
        File.WriteAllLines(
            Path.Combine(LocalRig.Root, "artifacts", $"scenarios-{sender}.tsv"),
            FamilyCount.Of(report.Profile ?? []).Select(count => $"{sender}\t{FamilyWords.NameOf(count.Family)}\t{ProfileWording.Of(count.Count)}"));

    private static string WordOf(Conformance conformance) => ZooSigns.WordOf(conformance);

    private static List<ReleaseRow> ReadReleases() =>
    [
        .. File.ReadAllLines(Path.Combine(LocalRig.Root, "tests", "EndToEnd.Tests", "Scenarios", "releases.tsv"))
            .Where(line => !line.StartsWith('#') && line.Length > 0).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new ReleaseRow(cells[0], cells[1], cells[2], cells[3].Split('|'), cells[4])),
    ];

    private static Dictionary<string, Dictionary<string, string[]>> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(LocalRig.Root, "tests", "EndToEnd.Tests", "Scenarios", "results.tsv"))
            .Where(line => !line.StartsWith('#') && line.Length > 0).Select(line => line.Split('\t')).ToList();
        return lines[0].Skip(1).Select((sender, index) => (sender, index)).ToDictionary(
            column => column.sender,
            column => lines.Skip(1).ToDictionary(row => row[0], row => row[column.index + 1].Split('|')));
    }
}

/// <summary>At a scenario a sender does in one release otherwise than in bookworm.</summary>
internal sealed record ReleaseRow(string Release, string Sender, string Scenario, IReadOnlyList<string> Results, string Why);
