namespace MtaStsAudit.Deployment.Placement;

/// <summary>What receivers stand on, and how they are spread there.</summary>
public enum Layout
{
    /// <summary>One droplet: what fits its IPv4 addresses, which the study's first receivers get, and its IPv6 addresses.</summary>
    Compact,

    /// <summary>An IPv4 address for each receiver but the IPv6 control, and as many droplets as that takes.</summary>
    Spread,

    /// <summary>Hosts of the operator's own, with the addresses that they have.</summary>
    Hosts,
}
