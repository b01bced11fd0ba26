using MtaStsAudit.Model;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>Which receiver answers on which droplet and at which of its addresses, and which scenarios of the suite have no place.</summary>
/// <param name="Suite">What there is of it.</param>
public sealed record SitePlacement(Layout Layout, Suite Suite, IReadOnlyList<PlacedHost> Hosts, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Satellites need a way to the collector on the first droplet.</summary>
    public bool HasSatellites => Hosts.Count > 1;

    public IEnumerable<PlacedReceiver> Receivers => Hosts.SelectMany(host => host.Receivers);

    /// <summary>Places the scenarios in their order, each with all its receivers or not at all; says why where that is impossible.</summary>
    /// <param name="usesReservedAddresses">Whether each droplet has a reserved IPv4 address besides its own, and a second receiver there.</param>
    public static Parsed<SitePlacement> Of(Suite suite, Layout layout, bool usesReservedAddresses = false)
    {
        var pool = new AddressPool(layout, usesReservedAddresses ? 2 : 1);
        List<LeftOut> leftOut = [];
        foreach (var scenario in suite.Scenarios)
        {
            if ((InternetObstacle.To(scenario) ?? pool.Take(scenario)) is { } why)
            {
                leftOut.Add(new(scenario.Name, why));
            }
        }

        return Checked(new(layout, suite.Without([.. leftOut.Select(one => one.Scenario)]), pool.Hosts, leftOut));
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
            return "the droplets are not numbered from 1 on";
        }

        HashSet<ReceiverName> placed = [];
        foreach (var host in placement.Hosts)
        {
            Dictionary<(AddressKind, int), Receiver> taken = [];
            foreach (var one in host.Receivers)
            {
                if (!placed.Add(one.Receiver.Name))
                {
                    return $"receiver {one.Receiver.Name} has two places";
                }

                if (!taken.TryAdd((one.Address, one.IPv6Number), one.Receiver))
                {
                    return $"receivers {taken[(one.Address, one.IPv6Number)].Name} and {one.Receiver.Name} have the same address on droplet {host.Number}";
                }

                if (one.IPv6Number < 0 || one.IPv6Number > IPv6Block.Size || one.IPv6Number > 0 != (one.Address == AddressKind.DropletIPv6))
                {
                    return $"receiver {one.Receiver.Name} has an address that droplet {host.Number} does not have";
                }
            }
        }

        return placement.Suite.Receivers.Where(receiver => !placed.Contains(receiver.Name)).Select(lost => $"receiver {lost.Name} has no place")
            .Concat(placed.Where(name => !placement.Suite.Has(name)).Select(stray => $"receiver {stray} is of no scenario that is placed"))
            .FirstOrDefault();
    }
}
