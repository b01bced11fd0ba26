using System.Text.Json;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class SiteDescriptionTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    [Fact]
    public void A_testbed_of_the_study_has_its_six_receivers_and_one_suite()
    {
        var site = SiteDescription.Of(Names, Suite.Study, AuditRules.Default);

        Assert.Equal(["a", "b", "c", "d", "e", "f"], site.Receivers.Select(receiver => receiver.Name.Value));
        Assert.Equal(["study"], site.Suites!.Keys);
        Assert.Empty(site.Further!);
        Assert.Null(site.ReceiversOf("standard"));
    }

    [Fact]
    public void A_complete_testbed_has_every_suite_in_full()
    {
        var site = SiteDescription.Of(Names, Suite.Complete, AuditRules.Default);

        Assert.Equal(Suite.All.Select(suite => suite.Name), site.Suites!.Keys);
        Assert.All(Suite.All, suite => Assert.Equal(suite.Scenarios.Select(scenario => scenario.Name), site.ReceiversOf(suite.Name)!.Select(receiver => receiver.Name)));
        Assert.Null(site.ReceiversOf("no-such-suite"));
    }

    [Fact]
    public void A_suite_that_a_testbed_has_in_part_is_not_offered() =>
        Assert.Equal(["study", "standard"], SiteDescription.Of(Names, Suite.Standard, AuditRules.Default).Suites!.Keys);

    [Fact]
    public void A_testbed_that_leaves_scenarios_out_offers_its_own_suite_without_them_and_tells_which_they_are()
    {
        var site = SiteDescription.Of(Names, Suite.Complete.Without([new("expired"), new("starttls-454")]), AuditRules.Default);

        Assert.Equal(["study", "complete", "mx-matching", "policy-host", "policy-text", "discovery", "lifecycle"], site.Suites!.Keys);
        Assert.Equal(Suite.Complete.Scenarios.Count - 2, site.ReceiversOf("complete")!.Count);
        Assert.Equal(["expired", "starttls-454"], site.LeftOutOf("complete").Select(name => name.Value));
        Assert.Empty(site.LeftOutOf("study"));
        Assert.Null(site.ReceiversOf("standard"));
        Assert.Null(SiteDescription.Of(Names, Suite.Complete, AuditRules.Default).LeftOut);
    }

    [Fact]
    public void A_scenario_is_told_by_its_domain_its_first_MX_host_and_what_is_asked()
    {
        var receiver = SiteDescription.Of(Names, Suite.Complete, AuditRules.Default).Further!.Single(one => one.Name == new ReceiverName("first-plain"));

        Assert.Equal(
            new("first-plain", "first-plain.audit.example.com", "mail-first-plain.audit.example.com", Catalogue.FindScenario(new("first-plain"))!.Asks, CompliantSender.DeliversOverTls),
            (receiver.Name.Value, receiver.Domain, receiver.MailHost, receiver.Intent, receiver.Expected));
    }

    [Fact]
    public void It_comes_back_from_JSON_as_it_was_and_an_older_testbed_s_is_read()
    {
        var json = JsonSerializer.Serialize(SiteDescription.Of(Names, Suite.Standard, AuditRules.Default), SiteDescriptionJson.Default.SiteDescription);
        var read = JsonSerializer.Deserialize(json, SiteDescriptionJson.Default.SiteDescription)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, SiteDescriptionJson.Default.SiteDescription));
        Assert.Equal(21, read.ReceiversOf("standard")!.Count);

        var older = JsonSerializer.Deserialize("""{"site":"audit.example.com","receivers":[],"settleSeconds":60,"retryWindowSeconds":7200}""", SiteDescriptionJson.Default.SiteDescription)!;
        Assert.Empty(older.ReceiversOf("study")!);
        Assert.Null(older.ReceiversOf("standard"));
    }
}
