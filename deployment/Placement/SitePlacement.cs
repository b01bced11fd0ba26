using MtaStsAudit.Model;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>Which receiver answers on which droplet and at which of its addresses.</summary>
public sealed record SitePlacement(Layout Layout, IReadOnlyList<PlacedHost> Hosts)
{
    // A droplet has its own IPv4 address and at most one reserved one.
    private const int IPv4AddressesADroplet = 2;

    /// <summary>Satellites need a way to the collector on the first droplet.</summary>
    public bool HasSatellites => Hosts.Count > 1;

    /// <summary>Places receivers in their order; says why where they do not fit.</summary>
    public static Parsed<SitePlacement> Of(Layout layout, IReadOnlyList<Receiver> receivers)
    {
        if (receivers.Count == 0)
        {
            return Parsed<SitePlacement>.Invalid("there is no receiver to place");
        }

        var onIPv4 = layout == Layout.Compact
            ? receivers.Where(receiver => receiver.StudyFamily == AddressFamilyUse.IPv4).Take(IPv4AddressesADroplet).ToList()
            : receivers.Where(receiver => !receiver.IsIPv6Control).ToList();
        var onIPv6 = receivers.Except(onIPv4).Select((receiver, index) => new PlacedReceiver(receiver, AddressKind.DropletIPv6, index + 1)).ToList();
        if (onIPv6.Count > IPv6Block.Size)
        {
            return Parsed<SitePlacement>.Invalid($"{onIPv6.Count} receivers do not fit the {IPv6Block.Size} IPv6 addresses of one droplet");
        }

        var droplets = onIPv4.Chunk(IPv4AddressesADroplet).Select(PairOf).DefaultIfEmpty([]);
        return Parsed<SitePlacement>.Valid(new(layout,
            [.. droplets.Select((pair, index) => new PlacedHost(index + 1, index == 0 ? [.. pair, .. onIPv6] : pair))]));
    }

    /// <summary>One line a droplet, for the preview.</summary>
    public IEnumerable<string> Describe() => Hosts.Select(host =>
        $"droplet {host.Number}{(host.RunsCollector ? " with the collector" : "")}: {string.Join("; ", host.Receivers)}");

    private static IReadOnlyList<PlacedReceiver> PairOf(Receiver[] receivers) => receivers.Length == 1
        ? [new(receivers[0], AddressKind.DropletIPv4)]
        : [new(receivers[0], AddressKind.ReservedIPv4), new(receivers[1], AddressKind.DropletIPv4)];
}
