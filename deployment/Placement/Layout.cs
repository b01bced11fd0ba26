namespace MtaStsAudit.Deployment.Placement;

/// <summary>How receivers are spread over droplets.</summary>
public enum Layout
{
    /// <summary>The study's layout: one droplet; two receivers on IPv4, all others on IPv6.</summary>
    Compact,

    /// <summary>An IPv4 address for each receiver but the IPv6 control, two a droplet.</summary>
    Spread,
}
