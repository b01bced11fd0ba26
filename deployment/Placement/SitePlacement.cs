using System.Net;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Model;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>Which receiver answers on which host and at which of its addresses, and which scenarios of the suite have no place.</summary>
/// <param name="Suite">What there is of it.</param>
public sealed record SitePlacement(Layout Layout, Suite Suite, IReadOnlyList<PlacedHost> Hosts, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The hosts of one's own that no receiver needs.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>Satellites need a way to the collector on the first host.</summary>
    public bool HasSatellites => Hosts.Count > 1;

    public IEnumerable<PlacedReceiver> Receivers => Hosts.SelectMany(host => host.Receivers);

    /// <summary>Places the scenarios in their order, each with all its receivers or not at all; says why where that is impossible.</summary>
    /// <param name="usesReservedAddresses">Whether each droplet has a reserved IPv4 address besides its own, and a second receiver there.</param>
    /// <param name="hosts">Of one's own, in that layout.</param>
    public static Parsed<SitePlacement> Of(Suite suite, Layout layout, bool usesReservedAddresses = false, IReadOnlyList<OwnHost>? hosts = null)
    {
        IAddressPool pool = layout switch
        {
            Layout.Compact or Layout.Spread => new AddressPool(layout, usesReservedAddresses ? 2 : 1),
            Layout.Hosts => new OwnAddressPool(hosts ?? []),
        };
        List<LeftOut> leftOut = [];
        foreach (var scenario in suite.Scenarios)
        {
            if ((InternetObstacle.To(scenario) ?? pool.Take(scenario)) is { } why)
            {
                leftOut.Add(new(scenario.Name, why));
            }
        }

        var placed = pool.Hosts;
        return Checked(new(layout, suite.Without([.. leftOut.Select(one => one.Scenario)]), placed, leftOut)
        {
            Unused = [.. (hosts ?? []).Except(placed.Select(host => host.Own).OfType<OwnHost>()).Select(host => host.Name)],
        });
    }

    /// <summary>
    /// Refuses a placement in which receivers could not be told apart: whose session it was, evidence says by the address that it came
    /// to and by nothing else.
    /// </summary>
    public static Parsed<SitePlacement> Checked(SitePlacement placement) =>
        FaultOf(placement) is { } fault ? Parsed<SitePlacement>.Invalid(fault) : Parsed<SitePlacement>.Valid(placement);

    private static string? FaultOf(SitePlacement placement)
    {
        if (placement.LeftOut.FirstOrDefault(one => one.Scenario.IsOfStudy) is { } study)
        {
            return $"scenario {study.Scenario} of the study has no place: {study.Why}";
        }

        if (!placement.Hosts.Select(host => host.Number).SequenceEqual(Enumerable.Range(1, placement.Hosts.Count)))
        {
            return "the hosts are not numbered from 1 on";
        }

        HashSet<ReceiverName> placed = [];
        Dictionary<IPAddress, Receiver> published = [];
        foreach (var host in placement.Hosts)
        {
            Dictionary<(AddressKind, int, IPAddress?), Receiver> taken = [];
            foreach (var one in host.Receivers)
            {
                if (!placed.Add(one.Receiver.Name))
                {
                    return $"receiver {one.Receiver.Name} has two places";
                }

                var address = (one.Address, one.IPv6Number, one.Own?.Local);
                if (!taken.TryAdd(address, one.Receiver))
                {
                    return $"receivers {taken[address].Name} and {one.Receiver.Name} have the same address on {NameOf(host)}";
                }

                if (one.Own is { } own && !published.TryAdd(own.Public, one.Receiver))
                {
                    return $"receivers {published[own.Public].Name} and {one.Receiver.Name} have the same public address {own.Public}";
                }

                if (one.IPv6Number < 0 || one.IPv6Number > IPv6Block.Size || one.IPv6Number > 0 != (one.Address == AddressKind.DropletIPv6)
                    || (one.Address == AddressKind.Own) != (host.Own is not null) || (one.Own is { } given && !host.Own!.Addresses.Contains(given)))
                {
                    return $"receiver {one.Receiver.Name} has an address that {NameOf(host)} does not have";
                }
            }
        }

        return placement.Suite.Receivers.Where(receiver => !placed.Contains(receiver.Name)).Select(lost => $"receiver {lost.Name} has no place")
            .Concat(placed.Where(name => !placement.Suite.Has(name)).Select(stray => $"receiver {stray} is of no scenario that is placed"))
            .FirstOrDefault();
    }

    private static string NameOf(PlacedHost host) => host.Own is { } own ? $"host {own.Name}" : $"droplet {host.Number}";
}
