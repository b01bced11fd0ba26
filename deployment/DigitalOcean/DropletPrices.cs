namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>What DigitalOcean asks for a droplet a month.</summary>
internal static class DropletPrices
{
    public const string DefaultSize = "s-1vcpu-1gb";

    /// <summary>The smallest: a receiver has room for 32 sessions there, which is more than six have that share the default size.</summary>
    public const string DefaultSatelliteSize = "s-1vcpu-512mb-10gb";

    // US dollars, as published at digitalocean.com/pricing/droplets in 2025, without taxes.
    private static readonly Dictionary<string, decimal> Monthly = new()
    {
        ["s-1vcpu-512mb-10gb"] = 4,
        ["s-1vcpu-1gb"] = 6,
        ["s-1vcpu-2gb"] = 12,
        ["s-2vcpu-2gb"] = 18,
        ["s-2vcpu-4gb"] = 24,
        ["s-4vcpu-8gb"] = 48,
    };

    /// <summary>Null for a size that is not listed.</summary>
    public static decimal? Find(string size) => Monthly.TryGetValue(size, out var price) ? price : null;
}
