using System.Net;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>A droplet and the receivers on it.</summary>
/// <param name="Number">Counted from 1. The first one runs the collector; the others are satellites and run Postfix only.</param>
/// <param name="Receivers">At least one.</param>
public sealed record PlacedHost(int Number, IReadOnlyList<PlacedReceiver> Receivers)
{
    public bool RunsCollector => Number == 1;

    /// <summary>The study's receivers on it: a container each.</summary>
    public IEnumerable<PlacedReceiver> OfStudy => Receivers.Where(placed => placed.Receiver.Name.IsOfStudy);

    /// <summary>All others: one Postfix, in one container.</summary>
    public IEnumerable<PlacedReceiver> Shared => Receivers.Where(placed => !placed.Receiver.Name.IsOfStudy);

    public bool HasReservedIPv4 => Receivers.Any(placed => placed.Address == AddressKind.ReservedIPv4);

    /// <summary>
    /// The droplet's name. DigitalOcean makes it the PTR record of the droplet's own IPv4 address,
    /// so it is the name of the mail host at that address.
    /// </summary>
    public DomainName Name(SiteNames names) =>
        names.MailHost((Receivers.FirstOrDefault(placed => placed.Address == AddressKind.DropletIPv4) ?? Receivers[0]).Receiver);
}

/// <summary>The addresses of a droplet, known once it runs.</summary>
/// <param name="IPv6">The droplet's own, the first of its /124.</param>
/// <param name="Private">In the VPC.</param>
/// <param name="Reserved">Null where the placement asks for none.</param>
/// <param name="Anchor">The address on the droplet at which what is sent to the reserved one arrives.</param>
public sealed record DropletAddresses(IPAddress IPv4, IPAddress IPv6, IPAddress Private, IPAddress? Reserved = null, IPAddress? Anchor = null)
{
    /// <summary>What DNS publishes for a receiver.</summary>
    public IPAddress Published(PlacedReceiver placed) => placed.Address switch
    {
        AddressKind.DropletIPv4 => IPv4,
        AddressKind.ReservedIPv4 => Reserved ?? throw new InvalidOperationException($"The droplet of {placed.Receiver.Name} has no reserved address."),
        AddressKind.DropletIPv6 => IPv6Block.Address(IPv6, placed.IPv6Number),
    };

    /// <summary>What the receiver's Postfix listens on.</summary>
    public IPAddress Listen(PlacedReceiver placed) => placed.Address == AddressKind.ReservedIPv4
        ? Anchor ?? throw new InvalidOperationException($"The droplet of {placed.Receiver.Name} has no anchor address.")
        : Published(placed);
}
