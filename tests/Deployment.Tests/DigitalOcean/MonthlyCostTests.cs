using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.DigitalOcean;

public sealed class MonthlyCostTests
{
    private const string Small = "s-1vcpu-512mb-10gb";

    [Theory]
    [InlineData(Layout.Compact, false, "s-1vcpu-1gb", Small, "about 6.00 US dollars a month: 1 × s-1vcpu-1gb")]
    [InlineData(Layout.Spread, false, "s-1vcpu-1gb", Small, "about 22.00 US dollars a month: 1 × s-1vcpu-1gb, 4 × s-1vcpu-512mb-10gb")]
    [InlineData(Layout.Spread, true, "s-1vcpu-1gb", Small, "about 14.00 US dollars a month: 1 × s-1vcpu-1gb, 2 × s-1vcpu-512mb-10gb, 2 reserved IPv4 (free while assigned)")]
    [InlineData(Layout.Spread, false, "s-1vcpu-1gb", "s-1vcpu-1gb", "about 30.00 US dollars a month: 5 × s-1vcpu-1gb")]
    [InlineData(Layout.Spread, false, "g-2vcpu-8gb", Small, "not known for g-2vcpu-8gb: 1 × g-2vcpu-8gb, 4 × s-1vcpu-512mb-10gb, at the prices of digitalocean.com/pricing/droplets")]
    [InlineData(Layout.Spread, false, "s-1vcpu-1gb", "c-2", "not known for c-2: 1 × s-1vcpu-1gb, 4 × c-2, at the prices of digitalocean.com/pricing/droplets")]
    public void The_estimate_follows_from_the_placement_and_never_guesses_a_price(Layout layout, bool reserved, string size, string satelliteSize, string expected) =>
        Assert.Equal(expected, MonthlyCost.Of(SitePlacement.Of(Suite.Study, layout, reserved).Value!, host => host.RunsCollector ? size : satelliteSize).ToString());
}
