using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.EndToEnd.Tests.Scenarios;

namespace MtaStsAudit.EndToEnd.Tests.Audits;

/// <summary><c>audit zoo</c> as a user runs it, of a release that the other tests do not have.</summary>
[Collection(nameof(LocalRig))]
public sealed class ZooTests(LocalRig rig) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Senders_of_a_later_release_are_built_audited_and_taken_away_and_do_what_the_tables_say()
    {
        var json = Path.Combine(folder.FullName, "results.json");
        await rig.AwaitSelfCheckAsync();

        var (code, told) = await LocalRig.AuditAsync(
            "zoo", "--senders", "postfix-sts,postfix-plain", "--releases", "trixie", "--suite", "mx-matching", "--directory", LocalRig.StateFolder, "--json", json);

        Assert.True(code == 0, told);
        var report = ZooJson.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken), json);
        Assert.Equal(["postfix-sts trixie", "postfix-plain trixie"], report.Senders.Select(row => row.Title));
        Assert.All(report.Senders, row => Assert.StartsWith("postfix 3.10.", row.Software, StringComparison.Ordinal));
        Assert.All(report.Senders, row => Assert.All(report.Scenarios.Where(scenario => row.At(scenario.Name) is not null), scenario =>
            Assert.Contains(ZooSigns.WordOf(row.At(scenario.Name)!.Conformance), ScenarioResults.Allowed(row.Name, row.Release, scenario.Name.Value))));
        Assert.DoesNotContain("trixie", await LocalRig.ShellAsync("docker ps --format '{{.Names}}'"), StringComparison.Ordinal);
    }
}
