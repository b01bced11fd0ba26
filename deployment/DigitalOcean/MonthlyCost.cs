using System.Globalization;
using MtaStsAudit.Deployment.Placement;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>What a placement costs a month, estimated.</summary>
/// <param name="Droplets">How many there are of each size; a size stands once.</param>
/// <param name="Dollars">US dollars without taxes; null where the price of a size is not known.</param>
public sealed record MonthlyCost(IReadOnlyList<(string Size, int Count)> Droplets, int ReservedAddresses, decimal? Dollars)
{
    // DNS, VPC, firewall, IPv6 and a reserved address that is assigned to a droplet cost nothing.
    public static MonthlyCost Of(SitePlacement placement, StackSettings settings) => Of(placement, settings.SizeOf);

    /// <param name="sizeOf">The size of a droplet, in DigitalOcean's words.</param>
    public static MonthlyCost Of(SitePlacement placement, Func<PlacedHost, string> sizeOf)
    {
        List<(string Size, int Count)> droplets = [.. placement.Hosts.GroupBy(sizeOf).Select(alike => (alike.Key, alike.Count()))];
        return new(
            droplets,
            placement.Hosts.Count(host => host.HasReservedIPv4),
            droplets.Aggregate<(string Size, int Count), decimal?>(0, (sum, some) => sum + (DropletPrices.Find(some.Size) * some.Count)));
    }

    public override string ToString()
    {
        var parts = string.Join(", ", Droplets.Select(some => $"{some.Count} × {some.Size}"))
            + (ReservedAddresses == 0 ? "" : $", {ReservedAddresses} reserved IPv4 (free while assigned)");
        return Dollars is { } sum
            ? string.Create(CultureInfo.InvariantCulture, $"about {sum:0.00} US dollars a month: {parts}")
            : $"not known for {string.Join(", ", Droplets.Select(some => some.Size).Where(size => DropletPrices.Find(size) is null))}: {parts}, at the prices of digitalocean.com/pricing/droplets";
    }
}
