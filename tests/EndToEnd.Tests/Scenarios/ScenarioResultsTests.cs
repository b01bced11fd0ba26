using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.EndToEnd.Tests.Scenarios;

/// <summary>The tables themselves, and the results of <c>audit zoo</c> that are kept.</summary>
public sealed class ScenarioResultsTests
{
    private static readonly Lazy<ZooReport> Kept = new(() => ZooJson.Parse(File.ReadAllText(Path.Combine(LocalRig.Root, "zoo", "results.json")), "zoo/results.json"));

    [Fact]
    public void The_table_has_every_scenario_once_and_no_other() =>
        Assert.Equal(Catalogue.Scenarios.Select(scenario => scenario.Name.Value).Order(), ScenarioResults.Scenarios.Order());

    [Fact]
    public void A_row_of_a_release_is_of_a_sender_and_a_scenario_that_there_are_and_differs_from_bookworm() => Assert.All(ScenarioResults.Releases, row =>
    {
        Assert.Contains(row.Sender, ScenarioResults.Senders);
        Assert.Contains(row.Scenario, ScenarioResults.Scenarios);
        Assert.Contains(row.Release, Enum.GetValues<DebianRelease>().Except([DebianRelease.Bookworm]).Select(DebianReleaseName.Of));
        Assert.NotEqual(ScenarioResults.Allowed(row.Sender, "bookworm", row.Scenario), row.Results);
        Assert.NotEmpty(row.Why);
    });

    [Fact]
    public void The_results_that_are_kept_are_of_every_release_and_of_scenarios_that_there_are()
    {
        Assert.Equal(Enum.GetValues<DebianRelease>().Select(DebianReleaseName.Of), Kept.Value.Releases);
        // A scenario that is younger than the last whole run of the zoo is not among them yet.
        Assert.NotEmpty(Kept.Value.Scenarios);
        Assert.All(Kept.Value.Scenarios, scenario => Assert.NotNull(Catalogue.FindScenario(scenario.Name)));
        Assert.Equal(ZooSenders.All.Count(sender => !sender.IsRelay), Kept.Value.Senders.Count + Kept.Value.LeftOut.Count);
    }

    // A first MX host that is busy with all the senders at once is passed over, and the next one gets the mail as is asked.
    private static bool MayHavePassedOn(ReceiverName scenario, Conformance conformance) =>
        conformance == Conformance.Conforms && Catalogue.FindScenario(scenario)!.Receivers.Count > 1;

    [Fact]
    public void The_results_that_are_kept_are_what_the_tables_say()
    {
        var differences = from row in Kept.Value.Senders
                          where ScenarioResults.Senders.Contains(row.Name)
                          from scenario in Kept.Value.Scenarios
                          let cell = row.At(scenario.Name)
                          // What a run left open contradicts nothing.
                          where cell is not null && cell.Conformance != Conformance.Undecided
                          let allowed = ScenarioResults.Allowed(row.Name, row.Release, scenario.Name.Value)
                          where !allowed.Contains(ZooSigns.WordOf(cell.Conformance)) && !MayHavePassedOn(scenario.Name, cell.Conformance)
                          select $"{row.Title} at {scenario.Name}: {ZooSigns.WordOf(cell.Conformance)}, and the tables say {string.Join(" or ", allowed)}";

        Assert.Empty(differences);
    }
}
