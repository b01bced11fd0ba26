using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Deployment.Tests.Deployment;

/// <summary>The script by which the local name server gives policies new ids.</summary>
public sealed class NewIdsTests
{
    [Fact]
    public void The_records_of_policies_whose_id_changes_get_a_new_one_and_no_others_do()
    {
        var script = ScriptOf(Suite.Complete);
        var expected = Catalogue.Scenarios.Where(scenario => scenario.Sts?.Record == RecordKind.IdChanges).Select(scenario => $"_mta-sts.{scenario.Name}.audit.test.").ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, script.Split("for owner in ")[1].Split(';')[0].Split(' '));
    }

    [Fact]
    public void An_id_lasts_as_long_as_the_first_state_of_what_changes() => Assert.Contains("while sleep 60; do", ScriptOf(Suite.Complete), StringComparison.Ordinal);

    [Fact]
    public void A_testbed_without_such_a_policy_changes_nothing() => Assert.DoesNotContain("knotc", ScriptOf(Suite.Study), StringComparison.Ordinal);

    private static string ScriptOf(Suite suite) => System.Text.Encoding.UTF8.GetString(LocalBundle
        .Render(LocalSite.Default, new CollectorSettings { Names = LocalSite.Default.Names, Suite = suite, Rules = new(TimeSpan.FromSeconds(10), AuditRules.Default.RetryWindow) }, [])
        .Single(file => file.Path == "dns/new-ids.sh").Content.Span);
}
