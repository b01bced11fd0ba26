using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Hosts;

/// <summary>
/// The way from satellites to the collector where hosts have no network of their own: TLS by stunnel, on both sides. Each satellite
/// shares a secret with the collector's host, and both prove that they have it.
/// </summary>
/// <remarks>
/// The one cipher suite that is allowed authenticates by the secret alone (RFC 5489, RFC 7905): there is no certificate that somebody
/// between could show in its place, and none that ends.
/// </remarks>
/// <param name="Placement">On hosts of one's own.</param>
/// <param name="Secrets">By a satellite's name.</param>
public sealed record Tunnel(SitePlacement Placement, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Where the collector's host takes the milter protocol within TLS.</summary>
    public const int MilterPort = 8892;

    /// <summary>Where the collector's host takes log lines within TLS.</summary>
    public const int LogPort = 2515;

    internal const string Folder = "tunnel";

    private const string Suite = "ECDHE-PSK-CHACHA20-POLY1305";

    /// <summary>The satellites, which need a way.</summary>
    public static IEnumerable<OwnHost> SatellitesOf(SitePlacement placement) => placement.Hosts.Where(host => !host.RunsCollector).Select(host => host.Own).OfType<OwnHost>();

    /// <summary>Where a satellite's Postfix and rsyslog find the collector: an address of loopback, by the host's number.</summary>
    public static IPAddress EntryOf(PlacedHost satellite) => new([127, 0, 2, (byte)satellite.Number]);

    /// <summary>The address of the collector's host that a satellite connects to: the private one where both have such, else a public one of a family that the satellite has.</summary>
    public static OwnAddress ExitOf(OwnHost collector, OwnHost satellite)
    {
        if (collector.Private is { } inner && satellite.Private?.AddressFamily == inner.AddressFamily)
        {
            return new(inner, inner);
        }

        var families = satellite.Addresses.Select(address => address.IsIPv6).ToHashSet();
        return collector.Addresses.Where(address => families.Contains(address.IsIPv6)).OrderBy(address => address.IsIPv6).FirstOrDefault() ?? collector.Addresses[0];
    }

    /// <summary>What stunnel of a host reads.</summary>
    internal IEnumerable<BundleFile> FilesOf(PlacedHost host) =>
    [
        BundleFile.Text($"{Folder}/stunnel.conf", Head + (host.RunsCollector ? Exits(host.Own!) : Entries(host))),
        BundleFile.Text($"{Folder}/secrets", string.Concat(Secrets.Where(secret => host.RunsCollector || secret.Key == host.Own!.Name)
            .OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => $"{secret.Key}:{secret.Value}\n"))),
    ];

    private static string Head =>
        $"""
        foreground = yes
        pid =
        debug = warning
        sslVersion = TLSv1.2
        ciphers = {Suite}
        PSKsecrets = /etc/stunnel/secrets
        # Who connects and does not go on is let go.
        TIMEOUTbusy = 20
        socket = l:SO_KEEPALIVE=1
        socket = r:SO_KEEPALIVE=1

        """;

    private string Exits(OwnHost collector) => string.Concat(
        SatellitesOf(Placement).Select(satellite => ExitOf(collector, satellite).Local).Distinct().SelectMany((address, index) => new[]
        {
            Service($"milter-{index + 1}", new(address, MilterPort), new(IPAddress.Loopback, CollectorPorts.Milter)),
            Service($"log-{index + 1}", new(address, LogPort), new(IPAddress.Loopback, CollectorPorts.LogIntake)),
        }));

    private string Entries(PlacedHost satellite)
    {
        var (entry, exit) = (EntryOf(satellite), ExitOf(Placement.Hosts[0].Own!, satellite.Own!).Public);
        var who = $"client = yes\nPSKidentity = {satellite.Own!.Name}\n";
        return Service("milter", new(entry, CollectorPorts.Milter), new(exit, MilterPort)) + who + Service("log", new(entry, CollectorPorts.LogIntake), new(exit, LogPort)) + who;
    }

    private static string Service(string name, IPEndPoint accept, IPEndPoint connect) => $"[{name}]\naccept = {Text(accept)}\nconnect = {Text(connect)}\n";

    // stunnel(8): the port stands behind the last colon; an IPv6 address has no brackets.
    private static string Text(IPEndPoint endPoint) =>
        endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? $"{endPoint.Address}:{endPoint.Port}" : endPoint.ToString();
}
