using System.Globalization;
using MtaStsAudit.Deployment.Placement;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>What a layout costs a month, estimated.</summary>
/// <param name="Dollars">US dollars without taxes; null where the price of the size is not known.</param>
public sealed record MonthlyCost(int Droplets, string Size, int ReservedAddresses, decimal? Dollars)
{
    // DNS, VPC, firewall, IPv6 and a reserved address that is assigned to a droplet cost nothing.
    public static MonthlyCost Of(SitePlacement placement, string size) => new(
        placement.Hosts.Count,
        size,
        placement.Hosts.Count(host => host.HasReservedIPv4),
        DropletPrices.Find(size) * placement.Hosts.Count);

    public override string ToString() => Dollars is { } sum
        ? string.Create(CultureInfo.InvariantCulture, $"about {sum:0.00} US dollars a month: {Droplets} × {Size}, {ReservedAddresses} reserved IPv4 (free while assigned)")
        : $"not known for size {Size}: {Droplets} × its price at digitalocean.com/pricing/droplets, {ReservedAddresses} reserved IPv4 (free while assigned)";
}
