namespace MtaStsAudit.Deployment.Placement;

/// <summary>What the operator is told of a placement before anything is made.</summary>
public static class PlacementWords
{
    /// <summary>How many there are, then a line for each droplet, then what is left out, a line for each reason.</summary>
    public static IEnumerable<string> Describe(this SitePlacement placement)
    {
        yield return $"Suite {placement.Suite.Name}: {Counted(placement.Suite.Scenarios.Count, "scenario")} of {placement.Suite.Scenarios.Count + placement.LeftOut.Count}, "
            + $"{Counted(placement.Receivers.Count(), "receiver")} at {CountOf(placement, AddressKind.DropletIPv4)} IPv4, {CountOf(placement, AddressKind.ReservedIPv4)} reserved IPv4 "
            + $"and {CountOf(placement, AddressKind.DropletIPv6)} IPv6 addresses, on {Counted(placement.Hosts.Count, "droplet")}";
        foreach (var host in placement.Hosts)
        {
            yield return $"droplet {host.Number}{(host.RunsCollector ? " with the collector" : "")}: {string.Join("; ", host.Receivers)}";
        }

        foreach (var alike in placement.LeftOut.GroupBy(one => one.Why))
        {
            yield return $"left out, since {alike.Key}: {string.Join(", ", alike.Select(one => one.Scenario))}";
        }
    }

    /// <summary>What may keep audits from a verdict; null when nothing does.</summary>
    public static string? Warning(this SitePlacement placement)
    {
        List<string> receivers =
        [
            .. placement.Receivers.Where(placed => placed is { Receiver: { Name.IsOfStudy: true, IsIPv6Control: false }, Address: not AddressKind.DropletIPv4 })
                .Select(placed => placed.Receiver.Name.Value),
        ];
        return receivers.Count == 0 ? null
            : $"{string.Join(", ", receivers)} of the study are on reserved or IPv6 addresses, where DigitalOcean restricts SMTP: if it lets no mail in there, no audit "
                + "comes to its verdict. Layout spread without reservedAddresses gives each of them a droplet's own IPv4 address";
    }

    private static int CountOf(SitePlacement placement, AddressKind address) => placement.Receivers.Count(placed => placed.Address == address);

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
