using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>The addresses of hosts of one's own, as one scenario after the other takes its own: IPv4 while there is some, then IPv6.</summary>
internal sealed class OwnAddressPool(IReadOnlyList<OwnHost> hosts) : IAddressPool
{
    private readonly Queue<OwnAddress> onIPv4 = new(hosts.SelectMany(host => host.Addresses).Where(address => !address.IsIPv6));
    private readonly Queue<OwnAddress> onIPv6 = new(hosts.SelectMany(host => host.Addresses).Where(address => address.IsIPv6));
    private readonly List<PlacedReceiver> placed = [];

    /// <summary>Those that a receiver stands on, numbered in the order of the list.</summary>
    public IReadOnlyList<PlacedHost> Hosts =>
    [
        .. hosts.Select(host => (Host: host, Receivers: placed.Where(one => host.Addresses.Contains(one.Own!)).ToList()))
            .Where(one => one.Receivers.Count > 0)
            .Select((one, index) => new PlacedHost(index + 1, one.Receivers) { Own = one.Host }),
    ];

    public string? Take(Scenario scenario)
    {
        if (scenario.Sts?.Host == PolicyHostKind.IPv6Only && !hosts[0].Addresses.Any(address => address.IsIPv6))
        {
            return "its policy host is on IPv6 only, and the first host has no IPv6 address";
        }

        List<(Receiver Receiver, bool IsIPv6)> wanted = [];
        foreach (var receiver in scenario.Receivers)
        {
            var (four, six) = (onIPv4.Count - wanted.Count(one => !one.IsIPv6), onIPv6.Count - wanted.Count(one => one.IsIPv6));
            var isForIPv6 = receiver.IsIPv6Control || (four == 0 && !receiver.TakesReports);
            if (isForIPv6 ? six == 0 : four == 0)
            {
                return receiver.IsIPv6Control ? "the hosts have no IPv6 address left for it"
                    : receiver.TakesReports ? "the hosts have no IPv4 address left for it"
                    : "the hosts have no address left for it";
            }

            wanted.Add((receiver, isForIPv6));
        }

        if (wanted.Exists(one => one.IsIPv6) && AddressPool.IsAnsweredBySilence(scenario))
        {
            return "the hosts have IPv6 left for it only, where a sender that lacks IPv6 looks like one that keeps away from a host that the policy does not name";
        }

        placed.AddRange(wanted.Select(one => new PlacedReceiver(one.Receiver, (one.IsIPv6 ? onIPv6 : onIPv4).Dequeue())));
        return null;
    }
}
