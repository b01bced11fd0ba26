using System.Net;
using MtaStsAudit.Deployment.Placement;

namespace MtaStsAudit.Deployment.Hosts;

/// <summary>Which ports of a host have to be open, and to whom. Its packet filter is its owner's.</summary>
public static class OpenPorts
{
    /// <returns>A line for each, by the addresses that the host itself has.</returns>
    public static IReadOnlyList<string> Of(SitePlacement placement, PlacedHost host)
    {
        var own = host.Own!;
        List<string> ports = [$"{own.Ssh.Port}/tcp from where the testbed is deployed", $"25/tcp at {Joined(host.Receivers.Select(placed => placed.Own!.Local))} from everywhere"];
        if (host.RunsCollector)
        {
            ports.Add($"443/tcp at {Joined(new OwnAddresses(own).Web)} from everywhere");
            ports.AddRange(Tunnel.SatellitesOf(placement).GroupBy(satellite => Tunnel.ExitOf(own, satellite).Local)
                .Select(some => $"{Tunnel.MilterPort}/tcp and {Tunnel.LogPort}/tcp at {some.Key} from {string.Join(", ", some.Select(satellite => satellite.Name))}"));
        }

        return ports;
    }

    private static string Joined(IEnumerable<IPAddress> addresses) => string.Join(", ", addresses);
}
