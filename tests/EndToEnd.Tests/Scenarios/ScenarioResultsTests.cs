using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.EndToEnd.Tests.Scenarios;

/// <summary>The table itself.</summary>
public sealed class ScenarioResultsTests
{
    [Fact]
    public void The_table_has_every_scenario_once_and_no_other() =>
        Assert.Equal(Catalogue.Scenarios.Select(scenario => scenario.Name.Value).Order(), ScenarioResults.Scenarios.Order());
}
