using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Scenarios;

/// <summary>A label means what it meant in the study, and a policy that a sender keeps is still the one that is published: nothing of this may change.</summary>
public sealed class StudyIsFrozenTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    [Fact]
    public void Its_scenarios_are_the_six_in_their_order()
    {
        Assert.Equal(["a", "b", "c", "d", "e", "f"], Suite.Study.Scenarios.Select(scenario => scenario.Name.Value));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], Suite.Study.Receivers.Select(receiver => receiver.Name.Value));
        Assert.Equal(Suite.Study.Scenarios, Catalogue.Scenarios.Take(6));
        Assert.Equal(Suite.Study.Receivers, Catalogue.Study);
    }

    [Theory]
    [InlineData("a", "2484e28a3d69c6513c4ca73e7a3e5fc5", CompliantSender.DeliversOverTls)]
    [InlineData("b", "d7139ca48c3e13f3e6505d8c3a634506", CompliantSender.Refuses)]
    [InlineData("c", "c602197ea594558bdd0f31fed3a5b1f9", CompliantSender.DeliversOverTls)]
    [InlineData("d", "f4ce9d64bb0446233a3cdeb9cee68522", CompliantSender.Refuses)]
    [InlineData("e", "b2f9a0f088ece26f857347713b36d228", CompliantSender.DeliversOverTls)]
    [InlineData("f", null, CompliantSender.DeliversInClear)]
    public void Its_policies_are_those_that_senders_have_kept(string name, string? id, CompliantSender expected)
    {
        var scenario = Catalogue.FindScenario(new(name))!;

        Assert.Equal(expected, scenario.Expected);
        Assert.Equal(id, PublishedPolicy.IdOf(Names, scenario)?.Value);
        Assert.Equal(
            id is null ? null : $"version: STSv1\r\nmode: enforce\r\nmx: mail-{name}.audit.example.com\r\nmax_age: 604800\r\n",
            PublishedPolicy.TextOf(Names, scenario));
    }

    [Fact]
    public void The_control_that_the_study_lacked_is_not_of_it()
    {
        Assert.False(new ReceiverName('g').IsOfStudy);
        Assert.Equal(Family.Core, Catalogue.FindScenario(new('g'))!.Family);
        Assert.False(Suite.Study.Has(new('g')));
    }
}
