using System.Net;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Placement;

namespace MtaStsAudit.Testbed.DigitalOcean;

/// <summary>The settings of a stack, validated.</summary>
public sealed record StackSettings
{
    /// <summary>The DNS zone that DigitalOcean hosts.</summary>
    public required DomainName Zone { get; init; }

    /// <summary>The testbed's names, under <see cref="Zone"/>.</summary>
    public required SiteNames Names { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    public required string Image { get; init; }

    /// <summary>Where the operator works: SSH is open to these networks only.</summary>
    public required IReadOnlyList<IPNetwork> OperatorNetworks { get; init; }

    /// <summary>The operator's private SSH key in PEM form; null: one is made.</summary>
    public string? SshPrivateKey { get; init; }

    /// <summary>An address that the CA may write to; null: none is given.</summary>
    public string? Contact { get; init; }

    public required AcmeDirectory Acme { get; init; }

    public required Layout Layout { get; init; }

    /// <summary>Of every DNS record; whole seconds.</summary>
    public required TimeSpan Ttl { get; init; }

    /// <summary>The secret of the API's administrator; null: one is made.</summary>
    public string? AdminSecret { get; init; }

    /// <summary>A PostgreSQL connection string; null: SQLite in a volume of the first droplet.</summary>
    public string? Database { get; init; }

    public required CheckScope Check { get; init; }
}

/// <summary>Where certificates come from.</summary>
/// <param name="CaaIssuer">The CA's name in CAA records, RFC 8659 §4.2.</param>
public sealed record AcmeDirectory(Uri Directory, string CaaIssuer)
{
    public static AcmeDirectory Production { get; } = new(new("https://acme-v02.api.letsencrypt.org/directory"), "letsencrypt.org");

    public static AcmeDirectory Staging { get; } = new(new("https://acme-staging-v02.api.letsencrypt.org/directory"), "letsencrypt.org");
}

/// <summary>What the operator's machine can reach, and so what it checks after a deployment.</summary>
public enum CheckScope
{
    /// <summary>Port 25 and 443, IPv4 and IPv6.</summary>
    Everything,

    /// <summary>Port 25 and 443 on IPv4, for a machine without IPv6.</summary>
    IPv4,

    /// <summary>Port 443 on IPv4, for a network that lets nobody connect to port 25.</summary>
    Https,
}
