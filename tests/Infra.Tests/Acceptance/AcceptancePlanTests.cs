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
    [InlineData("compact", "ipv4", "a b", "192.0.2.1")]
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

    private static async Task<AcceptancePlan> PlanOf(params (string, string)[] settings) =>
        AcceptancePlan.FromJson((string)(await SiteRun.Of(settings)).Named("answers-check").Inputs["stdin"])!;
}
