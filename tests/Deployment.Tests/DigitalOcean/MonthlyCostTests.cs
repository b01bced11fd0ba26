using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.DigitalOcean;

public sealed class MonthlyCostTests
{
    [Theory]
    [InlineData(Layout.Compact, "s-1vcpu-1gb", "about 6.00 US dollars a month: 1 × s-1vcpu-1gb, 1 reserved IPv4 (free while assigned)")]
    [InlineData(Layout.Spread, "s-1vcpu-1gb", "about 18.00 US dollars a month: 3 × s-1vcpu-1gb, 2 reserved IPv4 (free while assigned)")]
    [InlineData(Layout.Spread, "g-2vcpu-8gb", "not known for size g-2vcpu-8gb: 3 × its price at digitalocean.com/pricing/droplets, 2 reserved IPv4 (free while assigned)")]
    public void The_estimate_follows_from_the_layout_and_never_guesses_a_price(Layout layout, string size, string expected) =>
        Assert.Equal(expected, MonthlyCost.Of(SitePlacement.Of(layout, Catalogue.Study).Value!, size).ToString());
}
