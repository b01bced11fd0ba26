using System.Globalization;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.DigitalOcean;

/// <summary>The tables of docs/digitalocean.md and docs/scenarios.md against what the code computes.</summary>
public sealed class DocumentedCostTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    public static TheoryData<string> Suites => [.. Suite.All.Select(suite => suite.Name)];

    [Theory]
    [MemberData(nameof(Suites))]
    public void The_guide_tells_what_each_suite_takes_and_costs_in_each_layout(string name)
    {
        var suite = Suite.Find(name)!;
        var (spread, reserved, compact) = (Of(suite, Layout.Spread, false), Of(suite, Layout.Spread, true), Of(suite, Layout.Compact, false));
        var certificates = CertificatePlan.For(Names, [.. spread.Suite.Receivers]).Count(plan => PublicCertificate.Of(plan).Issuer == PublicIssuer.PublicAuthority);

        AssertHas(
            "digitalocean.md",
            $"| `{name}` | {spread.Suite.Scenarios.Count} of {suite.Scenarios.Count} | {spread.Receivers.Count()} | {Cost(spread)} | {Cost(reserved)} | "
                + $"{compact.Suite.Scenarios.Count} on {compact.Hosts.Count}, {Dollars(compact)} | {certificates} |");
    }

    [Fact]
    public void The_scenarios_that_are_on_this_machine_only_are_documented_with_the_reason()
    {
        foreach (var alike in Of(Suite.Complete, Layout.Spread, false).LeftOut.GroupBy(one => one.Why))
        {
            AssertHas("scenarios.md", $"- {string.Join(", ", alike.Select(one => $"`{one.Scenario}`"))}: {alike.Key}");
        }
    }

    [Fact]
    public void The_smallest_droplet_has_room_for_as_many_sessions_as_the_guide_says()
    {
        var guide = File.ReadAllText(Document("digitalocean.md"));

        Assert.Contains(
            $"{SessionRoom.On(DropletMemory.MiBOf(DropletPrices.DefaultSatelliteSize), 1).Sessions} sessions at a time on the smallest droplet", guide, StringComparison.Ordinal);
        Assert.Contains($"`{DropletPrices.DefaultSatelliteSize}`", guide, StringComparison.Ordinal);
    }

    // With the whole line, which is what to write.
    private static void AssertHas(string document, string line) =>
        Assert.True(File.ReadAllLines(Document(document)).Contains(line), $"docs/{document} lacks: {line}");

    private static string Cost(SitePlacement placement) => $"{placement.Hosts.Count}, {Dollars(placement)}";

    private static string Dollars(SitePlacement placement) => string.Create(CultureInfo.InvariantCulture,
        $"{MonthlyCost.Of(placement, host => host.RunsCollector ? DropletPrices.DefaultSize : DropletPrices.DefaultSatelliteSize).Dollars:0}");

    private static SitePlacement Of(Suite suite, Layout layout, bool reserved) => SitePlacement.Of(suite, layout, reserved).Value!;

    private static string Document(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "mta-sts-audit.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine(at.FullName, "docs", name);
    }
}
