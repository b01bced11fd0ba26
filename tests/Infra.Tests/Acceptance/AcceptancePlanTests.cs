using MtaStsAudit.Infra.Tests.Site;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Stack.Acceptance;

namespace MtaStsAudit.Infra.Tests.Acceptance;

public sealed class AcceptancePlanTests
{
    [Theory]
    [InlineData("spread", "everything", "a b c d e f", "192.0.2.1 2001:db8:1::1")]
    [InlineData("spread", "ipv4", "a b d e f", "192.0.2.1")]
    [InlineData("compact", "ipv4", "a", "192.0.2.1")]
    [InlineData("compact", "https", "", "192.0.2.1")]
    public async Task What_the_operator_s_network_reaches_is_checked(string layout, string check, string receivers, string collector)
    {
        var plan = await PlanOf(("layout", layout), ("check", check));

        Assert.Equal(receivers, string.Join(' ', plan.Receivers.Select(receiver => receiver.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(["a", "b", "c", "d", "e"], plan.PolicyHosts.Select(host => host.Scenario));
        Assert.Equal(collector, string.Join(' ', plan.Api.Addresses));
    }

    [Fact]
    public async Task The_certificate_of_each_receiver_that_has_one_is_known()
    {
        var plan = await PlanOf(("layout", "spread"));

        Assert.Equal("audit.example.com", plan.Site);
        Assert.All(plan.Receivers, receiver => Assert.Equal(Catalogue.Find(new(receiver.Name))!.Certificate == CertificateKind.None, receiver.Certificate is null));
        Assert.All(plan.Receivers, receiver => Assert.False(receiver.IsReserved));
        Assert.Contains((await PlanOf(("layout", "spread"), ("reservedAddresses", "true"))).Receivers, receiver => receiver.IsReserved);
    }

    [Fact]
    public async Task Of_a_larger_suite_every_receiver_and_every_policy_host_is_checked_at_the_addresses_that_it_has()
    {
        var plan = await PlanOf(("suite", "complete"));
        var run = await SiteRun.Of(("suite", "complete"));

        Assert.Equal(run.Placement.Suite.Receivers.Select(receiver => receiver.Name.Value).Order(StringComparer.Ordinal), plan.Receivers.Select(receiver => receiver.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            run.Placement.Suite.Scenarios.Where(scenario => scenario.Sts is not null).Select(scenario => scenario.Name.Value), plan.PolicyHosts.Select(host => host.Scenario));
        Assert.Equal(["2001:db8:1::1"], plan.PolicyHosts.Single(host => host.Scenario == "policy-ipv6").Addresses);
    }

    private static async Task<AcceptancePlan> PlanOf(params (string, string)[] settings) =>
        AcceptancePlan.FromJson((string)(await SiteRun.Of(settings)).Named("answers-check").Inputs["stdin"])!;
}
