using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>The addresses that droplets have, as one scenario after the other takes its own.</summary>
/// <param name="ipv4ADroplet">How many IPv4 addresses a droplet has.</param>
internal sealed class AddressPool(Layout layout, int ipv4ADroplet) : IAddressPool
{
    private readonly List<Receiver> onIPv4 = [];
    private readonly List<Receiver> onIPv6 = [];

    /// <summary>The droplets; the first one has all IPv6 addresses that are used.</summary>
    public IReadOnlyList<PlacedHost> Hosts =>
    [
        .. onIPv4.Chunk(ipv4ADroplet).Select((receivers, index) => new PlacedHost(index + 1,
        [
            .. receivers.Select((receiver, place) => new PlacedReceiver(receiver, place == 0 ? AddressKind.DropletIPv4 : AddressKind.ReservedIPv4)),
            .. index == 0 ? onIPv6.Select((receiver, place) => new PlacedReceiver(receiver, AddressKind.DropletIPv6, place + 1)) : [],
        ])),
    ];

    public string? Take(Scenario scenario)
    {
        List<Receiver> four = [], six = [];
        foreach (var receiver in scenario.Receivers)
        {
            (IsForIPv4(receiver, onIPv4.Count + four.Count) ? four : six).Add(receiver);
        }

        if (six.Count > 0 && IsAnsweredBySilence(scenario))
        {
            return $"layout {NameOf(layout)} has IPv6 for it only, where a sender that lacks IPv6 looks like one that keeps away from a host that the policy does not name";
        }

        if (onIPv6.Count + six.Count > IPv6Block.Size)
        {
            return $"layout {NameOf(layout)} has no address left for it";
        }

        onIPv4.AddRange(four);
        onIPv6.AddRange(six);
        return null;
    }

    private bool IsForIPv4(Receiver receiver, int taken) => layout switch
    {
        Layout.Compact => receiver is { Name.IsOfStudy: true, StudyFamily: AddressFamilyUse.IPv4 } && taken < ipv4ADroplet,
        Layout.Spread => !receiver.IsIPv6Control,
        Layout.Hosts => throw new InvalidOperationException("Hosts of one's own have a pool of their own."),
    };

    // RFC 8461 §4.1: a host that no pattern matches need not even be connected to, so not to come conforms.
    internal static bool IsAnsweredBySilence(Scenario scenario) =>
        scenario.Expected == CompliantSender.Refuses && scenario.Receivers.All(receiver => !receiver.IsListed);

    private static string NameOf(Layout layout) => layout.ToString().ToLowerInvariant();
}
