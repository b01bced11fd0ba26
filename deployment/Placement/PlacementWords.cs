namespace MtaStsAudit.Deployment.Placement;

/// <summary>What the operator is told of a placement before anything is made.</summary>
public static class PlacementWords
{
    /// <summary>How many there are, then a line for each host, then what is left out, a line for each reason, and what is not needed.</summary>
    public static IEnumerable<string> Describe(this SitePlacement placement)
    {
        yield return $"Suite {placement.Suite.Name}: {Counted(placement.Suite.Scenarios.Count, "scenario")} of {placement.Suite.Scenarios.Count + placement.LeftOut.Count}, "
            + $"{Counted(placement.Receivers.Count(), "receiver")} at {Addresses(placement)}, on {Counted(placement.Hosts.Count, IsOwn(placement) ? "host" : "droplet")}";
        foreach (var host in placement.Hosts)
        {
            yield return $"{(IsOwn(placement) ? "host" : "droplet")} {host.Key}{(host.RunsCollector ? " with the collector" : "")}: {string.Join("; ", host.Receivers)}";
        }

        foreach (var alike in placement.LeftOut.GroupBy(one => one.Why))
        {
            yield return $"left out, since {alike.Key}: {string.Join(", ", alike.Select(one => one.Scenario))}";
        }

        if (placement.Unused.Count > 0)
        {
            yield return $"not needed, and not touched: {string.Join(", ", placement.Unused)}";
        }
    }

    /// <summary>What may keep audits from a verdict; null when nothing does.</summary>
    public static string? Warning(this SitePlacement placement)
    {
        List<string> receivers =
        [
            .. placement.Receivers.Where(placed => placed.Receiver is { Name.IsOfStudy: true, IsIPv6Control: false } && !IsOnOwnIPv4(placed))
                .Select(placed => placed.Receiver.Name.Value),
        ];
        return receivers.Count == 0 ? null
            : IsOwn(placement)
                ? $"{string.Join(", ", receivers)} of the study are on IPv6 addresses: a sender that has no IPv6 comes to none of them, and its audit to no verdict. "
                    + $"{Counted(receivers.Count, "more IPv4 address", "more IPv4 addresses")} would do"
                : $"{string.Join(", ", receivers)} of the study are on reserved or IPv6 addresses, where DigitalOcean restricts SMTP: if it lets no mail in there, no audit "
                    + "comes to its verdict. Layout spread without reservedAddresses gives each of them a droplet's own IPv4 address";
    }

    private static bool IsOnOwnIPv4(PlacedReceiver placed) => placed.Address switch
    {
        AddressKind.DropletIPv4 => true,
        AddressKind.ReservedIPv4 or AddressKind.DropletIPv6 => false,
        AddressKind.Own => !placed.Own!.IsIPv6,
    };

    private static string Addresses(SitePlacement placement) => IsOwn(placement)
        ? $"{placement.Receivers.Count(placed => !placed.Own!.IsIPv6)} IPv4 and {placement.Receivers.Count(placed => placed.Own!.IsIPv6)} IPv6 addresses"
        : $"{CountOf(placement, AddressKind.DropletIPv4)} IPv4, {CountOf(placement, AddressKind.ReservedIPv4)} reserved IPv4 and {CountOf(placement, AddressKind.DropletIPv6)} IPv6 addresses";

    private static bool IsOwn(SitePlacement placement) => placement.Layout == Layout.Hosts;

    private static int CountOf(SitePlacement placement, AddressKind address) => placement.Receivers.Count(placed => placed.Address == address);

    private static string Counted(int count, string word, string? words = null) => count == 1 ? $"1 {word}" : $"{count} {words ?? word + "s"}";
}
