using System.Data.Common;
using System.Globalization;
using System.Net;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>The settings of a stack, validated.</summary>
public sealed record StackSettings
{
    /// <summary>The DNS zone that DigitalOcean hosts.</summary>
    public required DomainName Zone { get; init; }

    /// <summary>The testbed's names, under <see cref="Zone"/>.</summary>
    public required SiteNames Names { get; init; }

    public required string Region { get; init; }

    /// <summary>Of the first droplet, which runs the collector.</summary>
    public required string Size { get; init; }

    /// <summary>Of all other droplets.</summary>
    public required string SatelliteSize { get; init; }

    public required string Image { get; init; }

    /// <summary>Where the operator works: SSH of droplets is open to these networks only.</summary>
    public required IReadOnlyList<IPNetwork> OperatorNetworks { get; init; }

    /// <summary>The operator's private SSH key in PEM form; null: one is made, for droplets.</summary>
    public string? SshPrivateKey { get; init; }

    /// <summary>An address that the CA may write to; null: none is given.</summary>
    public string? Contact { get; init; }

    public required AcmeDirectory Acme { get; init; }

    /// <summary>Which of the CA's kinds of certificate is ordered (draft-ietf-acme-profiles); null: the CA's choice.</summary>
    public string? AcmeProfile { get; init; }

    /// <summary>The scenarios that are asked for. What there is of them, the placement tells.</summary>
    public required Suite Suite { get; init; }

    public required Layout Layout { get; init; }

    /// <summary>Those of the operator's own, where the layout is of such; otherwise none.</summary>
    public IReadOnlyList<OwnHost> Hosts { get; init; } = [];

    /// <summary>Whether receivers stand on reserved IPv4 addresses too, where DigitalOcean may let no mail in.</summary>
    public required bool UsesReservedAddresses { get; init; }

    /// <summary>Of every DNS record; whole seconds.</summary>
    public required TimeSpan Ttl { get; init; }

    /// <summary>The secret of the API's administrator; null: one is made.</summary>
    public string? AdminSecret { get; init; }

    /// <summary>How long the collector keeps what it saw.</summary>
    public required RetentionRules Retention { get; init; }

    /// <summary>Who runs the testbed, as its web page says it.</summary>
    public required SiteOperator Operator { get; init; }

    /// <summary>Whether anybody may have a domain's inbound policy checked at the web page.</summary>
    public required bool OffersInboundCheck { get; init; }

    /// <summary>A PostgreSQL connection string; null: SQLite in a volume of the first droplet.</summary>
    public string? Database { get; init; }

    /// <summary>The port of the PostgreSQL server; null without one.</summary>
    public int? DatabasePort => Database is null ? null : DatabasePortOf(Database);

    /// <summary>The servers (<c>address</c> or <c>address:port</c>) that are asked for the CA's challenge; none: the zone's own.</summary>
    public required IReadOnlyList<string> NameServers { get; init; }

    /// <summary>Whether the droplet that holds the evidence is protected: neither destroyed nor replaced until this is off.</summary>
    public required bool ProtectEvidence { get; init; }

    public required CheckScope Check { get; init; }

    /// <summary>The size of a droplet, in DigitalOcean's words.</summary>
    public string SizeOf(PlacedHost host) => host.RunsCollector ? Size : SatelliteSize;

    /// <summary>A droplet's memory.</summary>
    public int MemoryMiBOf(PlacedHost host) => DropletMemory.MiBOf(SizeOf(host));

    /// <summary>Null for a text that is no connection string of PostgreSQL.</summary>
    internal static int? DatabasePortOf(string text)
    {
        const int standard = 5432;
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            if (!parts.ContainsKey("Host"))
            {
                return null;
            }

            return !parts.TryGetValue("Port", out var port) ? standard
                : int.TryParse(port as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
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
