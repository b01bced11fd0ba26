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
        Assert.Equal(["a", "b", "c", "d", "e"], plan.Policies.Select(policy => policy.Name));
        Assert.Equal(collector, string.Join(' ', plan.Api.Addresses));
    }

    [Fact]
    public async Task Each_receiver_is_expected_to_be_what_its_row_says()
    {
        var plan = await PlanOf(("layout", "spread"));

        Assert.All(plan.Receivers, expected =>
        {
            var row = Catalogue.Find(new(expected.Name[0]))!;
            Assert.Equal(row.Tls, expected.Tls);
            Assert.Equal(row.Certificate == CertificateKind.None, expected.Certificate is null);
        });
        Assert.Equal("version: STSv1\r\nmode: enforce\r\nmx: mail-b.audit.example.com\r\nmax_age: 604800\r\n", plan.Policies[1].Text);
    }

    [Fact]
    public async Task Of_a_larger_suite_every_receiver_and_every_policy_host_is_checked_for_what_is_unusual_there()
    {
        var plan = await PlanOf(("suite", "complete"));
        var run = await SiteRun.Of(("suite", "complete"));

        Assert.Equal(run.Placement.Suite.Receivers.Select(receiver => receiver.Name.Value).Order(StringComparer.Ordinal), plan.Receivers.Select(receiver => receiver.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            run.Placement.Suite.Scenarios.Where(scenario => scenario.Sts is not null).Select(scenario => scenario.Name.Value), plan.Policies.Select(policy => policy.Name));
        Assert.Equal((200, 404, 500, 301, null, null), (Status("policy-html"), Status("policy-404"), Status("policy-500"), Status("policy-redirect"), Status("policy-silent"), Status("policy-closes")));
        Assert.Equal("https://api.audit.example.com/policies/policy-redirect", plan.Policies.Single(policy => policy.Name == "policy-redirect").Location);
        Assert.Equal(["2001:db8:1::1"], plan.Policies.Single(policy => policy.Name == "policy-ipv6").Addresses);
        Assert.Equal("mx.mail-wildcard-cert-deep.audit.example.com", plan.Receivers.Single(receiver => receiver.Name == "wildcard-cert-deep").MailHost);
        Assert.Null(plan.Receivers.Single(receiver => receiver.Name == "tls11-only").Certificate);
        Assert.NotNull(plan.Receivers.Single(receiver => receiver.Name == "sni-decides").Certificate);

        int? Status(string name) => plan.Policies.Single(policy => policy.Name == name).Status;
    }

    private static async Task<AcceptancePlan> PlanOf(params (string, string)[] settings) =>
        AcceptancePlan.FromJson((string)(await SiteRun.Of(settings)).Named("answers-check").Inputs["stdin"])!;
}
