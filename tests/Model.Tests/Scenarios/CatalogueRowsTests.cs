using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Tests.Scenarios;

/// <summary>What holds of every row, so that a new one is a whole one.</summary>
public sealed class CatalogueRowsTests
{
    // As long as a site's own name may well be.
    private static readonly SiteNames Names = new(DomainName.Parse("mta-sts-sender-audit.example.org"));

    [Fact]
    public void A_scenario_s_name_is_used_once() =>
        Assert.Equal(Catalogue.Scenarios.Count, Catalogue.Scenarios.Select(scenario => scenario.Name).Distinct().Count());

    [Fact]
    public void A_receiver_s_name_is_used_once_and_only_the_first_MX_host_has_a_scenario_s_name()
    {
        Assert.Equal(Catalogue.Receivers.Count, Catalogue.Receivers.Select(receiver => receiver.Name).Distinct().Count());
        Assert.All(Catalogue.Scenarios, scenario => Assert.Equal(scenario.Name, scenario.Receivers[0].Name));
        Assert.DoesNotContain(Catalogue.Scenarios.SelectMany(scenario => scenario.Receivers.Skip(1)), receiver => Catalogue.FindScenario(receiver.Name) is not null);
    }

    [Fact]
    public void Every_name_that_is_made_of_a_receiver_s_is_a_host_name()
    {
        foreach (var receiver in Catalogue.Receivers)
        {
            foreach (var name in new[] { Names.MailDomain(receiver.Scenario), Names.MailHost(receiver), Names.PolicyHost(receiver.Scenario), Names.ListedHost(receiver.Scenario) })
            {
                Assert.True(DomainName.TryParse(name.Value, out _), name.Value);
                Assert.All(name.Value.Split('.'), label => Assert.InRange(label.Length, 1, 63));
            }

            Assert.InRange($"mail-{receiver.Name}".Length, 6, 63);
        }
    }

    [Fact]
    public void A_receiver_is_found_again_by_the_names_of_its_hosts()
    {
        foreach (var scenario in Catalogue.Scenarios)
        {
            Assert.Equal(scenario.Name, Names.ReceiverOfMailDomain(Names.MailDomain(scenario.Name)));
            Assert.Equal(scenario.Name, Names.ReceiverOfPolicyHost(Names.PolicyHost(scenario.Name)));
            Assert.All(scenario.Receivers, receiver => Assert.Equal(receiver.Name, Names.ReceiverOfMailHost(Names.MailHost(receiver))));
        }
    }

    [Fact]
    public void A_receiver_belongs_to_the_scenario_that_has_it()
    {
        Assert.All(Catalogue.Scenarios, scenario => Assert.All(scenario.Receivers, receiver => Assert.Equal(scenario.Name, receiver.Scenario)));
        Assert.All(Catalogue.Receivers, receiver => Assert.Same(receiver, Catalogue.Find(receiver.Name)));
        Assert.All(Catalogue.Scenarios, scenario => Assert.Same(scenario, Catalogue.FindScenario(scenario.Name)));
        Assert.Null(Catalogue.Find(new("no-such-receiver")));
        Assert.Null(Catalogue.FindScenario(new("first-plain-2")));
    }

    // RFC 5321 §5.1: of equal preferences a sender takes either one first, and then the order asks nothing.
    [Fact]
    public void The_MX_hosts_of_a_scenario_have_an_order() =>
        Assert.All(Catalogue.Scenarios, scenario => Assert.Equal(
            scenario.Receivers.Select(receiver => receiver.Preference).Distinct().Order(), scenario.Receivers.Select(receiver => receiver.Preference)));

    [Fact]
    public void What_is_asked_names_where_it_is_written_and_what_is_only_shown_names_nothing() =>
        Assert.All(Catalogue.Scenarios, scenario => Assert.Equal(scenario.Requirement.Level == RequirementLevel.ShownOnly, scenario.Requirement.Sections.Count == 0));

    [Fact]
    public void What_no_RFC_decides_is_only_shown() =>
        Assert.All(
            Catalogue.Scenarios.Where(scenario => scenario.Expected == CompliantSender.Unspecified),
            scenario => Assert.Equal(RequirementLevel.ShownOnly, scenario.Requirement.Level));

    [Fact]
    public void Each_row_says_in_other_words_what_is_unusual()
    {
        Assert.Equal(Catalogue.Scenarios.Count, Catalogue.Scenarios.Select(scenario => scenario.Asks).Distinct().Count());
        Assert.All(Catalogue.Scenarios, scenario => Assert.InRange(scenario.Asks.Length, 10, 120));
    }

    [Fact]
    public void A_host_without_TLS_has_no_certificate_and_nothing_that_needs_one() =>
        Assert.All(Catalogue.Receivers, receiver =>
        {
            Assert.Equal(receiver.Tls == TlsOffer.None, receiver.Certificate == CertificateKind.None);
            Assert.True(receiver.Tls != TlsOffer.None || (receiver.Channel is null && receiver.Versions == TlsVersions.Usual));
        });

    [Fact]
    public void Every_family_has_scenarios_under_a_name_of_its_own()
    {
        Assert.All(Enum.GetValues<Family>(), family => Assert.Contains(Catalogue.Scenarios, scenario => scenario.Family == family));
        Assert.Equal(Enum.GetValues<Family>().Length, Enum.GetValues<Family>().Select(FamilyWords.NameOf).Distinct().Count());
        Assert.Equal(Enum.GetValues<Family>().Length, Enum.GetValues<Family>().Select(FamilyWords.TitleOf).Distinct().Count());
    }
}
