using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Tests.Scenarios;

public sealed class SuiteTests
{
    [Fact]
    public void The_standard_suite_adds_the_fifteen_that_teach_most() => Assert.Equal(
        [
            "a", "b", "c", "d", "e", "f", "g", "wrong-name", "expired", "sni-decides", "unlisted", "unlisted-san", "first-plain", "first-unlisted",
            "policy-untrusted", "policy-redirect", "policy-404", "policy-no-mx", "two-records", "testing-plain", "tls13-only",
        ],
        Suite.Standard.Scenarios.Select(scenario => scenario.Name.Value));

    [Fact]
    public void The_standard_suite_asks_of_every_family() =>
        Assert.Equal(Enum.GetValues<Family>(), Suite.Standard.Scenarios.Select(scenario => scenario.Family).Distinct().Order());

    [Fact]
    public void The_complete_suite_is_the_catalogue() => Assert.Equal(Catalogue.Scenarios, Suite.Complete.Scenarios);

    [Fact]
    public void A_family_s_suite_has_the_study_the_control_that_it_lacked_and_the_whole_family()
    {
        foreach (var family in Enum.GetValues<Family>().Where(family => family != Family.Core))
        {
            var suite = Suite.Find(FamilyWords.NameOf(family))!;

            Assert.Equal(Suite.Study.Scenarios, suite.Scenarios.Take(6));
            Assert.Equal(Catalogue.Scenarios.Where(scenario => scenario.Name.Value == "g" || scenario.Family == family), suite.Scenarios.Skip(6));
        }
    }

    [Fact]
    public void A_suite_is_found_by_its_name_which_is_its_own()
    {
        Assert.Equal(
            ["study", "standard", "complete", "certificates", "mx-matching", "policy-host", "policy-text", "discovery", "lifecycle", "channel"],
            Suite.All.Select(suite => suite.Name));
        Assert.All(Suite.All, suite => Assert.Same(suite, Suite.Find(suite.Name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("core")]
    [InlineData("Standard")]
    [InlineData("first-plain")]
    public void No_other_name_is_a_suite(string name) => Assert.Null(Suite.Find(name));

    [Fact]
    public void A_suite_without_some_scenarios_keeps_its_name_and_tells_what_is_missing()
    {
        var rest = Suite.Standard.Without([new("first-plain")]);

        Assert.Equal("standard", rest.Name);
        Assert.Equal(["first-plain"], rest.LeftOut.Select(name => name.Value));
        Assert.False(rest.Has(new("first-plain-2")));
        Assert.True(rest.Has(new("first-unlisted-2")));
        Assert.Same(Suite.Standard, Suite.Standard.Without([]));
        Assert.All(Suite.All, suite => Assert.Empty(suite.LeftOut));
    }

    [Fact]
    public void What_is_offered_is_there_in_full_but_for_the_suite_itself()
    {
        Assert.Equal(Suite.All, Suite.Complete.Offered);
        Assert.Equal([Suite.Study], Suite.Study.Offered);
        Assert.Equal(["study", "standard"], Suite.Standard.Without([new("g")]).Offered.Select(suite => suite.Name));
        Assert.DoesNotContain(Suite.Complete.Without([new("expired")]).Offered, suite => suite.Name is "standard" or "certificates");
    }

    [Theory]
    [InlineData("first-plain", true)]
    [InlineData("first-plain-2", true)]
    [InlineData("second-plain-2", false)]
    [InlineData("g", true)]
    public void A_suite_has_all_MX_hosts_of_its_scenarios_and_no_others(string receiver, bool expected) =>
        Assert.Equal(expected, Suite.Standard.Has(new(receiver)));
}
