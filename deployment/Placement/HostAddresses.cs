using System.Net;
using MtaStsAudit.Deployment.Hosts;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>The addresses of a host, known once it is there.</summary>
public abstract record HostAddresses
{
    /// <summary>Where the API and the policy hosts are, on the host of the collector: at most one address of each family.</summary>
    public abstract IReadOnlyList<IPAddress> Web { get; }

    /// <summary>What DNS publishes for a receiver.</summary>
    public abstract IPAddress Published(PlacedReceiver placed);

    /// <summary>What the receiver's Postfix listens on.</summary>
    public abstract IPAddress Listen(PlacedReceiver placed);

    /// <summary>Where the collector on this host takes the milter protocol and the log, when there are satellites.</summary>
    public abstract IPAddress IntakeForSatellites { get; }

    /// <summary>All of them, for the operator.</summary>
    public abstract string Text { get; }
}

/// <summary>Those of a droplet.</summary>
/// <param name="IPv6">The droplet's own, the first of its /124.</param>
/// <param name="Private">In the VPC.</param>
/// <param name="Reserved">Null where the placement asks for none.</param>
/// <param name="Anchor">The address on the droplet at which what is sent to the reserved one arrives.</param>
public sealed record DropletAddresses(IPAddress IPv4, IPAddress IPv6, IPAddress Private, IPAddress? Reserved = null, IPAddress? Anchor = null) : HostAddresses
{
    public override IReadOnlyList<IPAddress> Web => [IPv4, IPv6];

    /// <summary>The private network, which is the droplets' own.</summary>
    public override IPAddress IntakeForSatellites => Private;

    public override string Text => $"{IPv4}, {IPv6}{(Reserved is { } reserved ? $", reserved {reserved}" : "")}";

    public override IPAddress Published(PlacedReceiver placed) => placed.Address switch
    {
        AddressKind.DropletIPv4 => IPv4,
        AddressKind.ReservedIPv4 => Reserved ?? throw new InvalidOperationException($"The droplet of {placed.Receiver.Name} has no reserved address."),
        AddressKind.DropletIPv6 => IPv6Block.Address(IPv6, placed.IPv6Number),
        AddressKind.Own => throw new InvalidOperationException($"{placed.Receiver.Name} is on no droplet."),
    };

    public override IPAddress Listen(PlacedReceiver placed) => placed.Address == AddressKind.ReservedIPv4
        ? Anchor ?? throw new InvalidOperationException($"The droplet of {placed.Receiver.Name} has no anchor address.")
        : Published(placed);
}

/// <summary>Those of a host of the operator's own, which the settings tell.</summary>
public sealed record OwnAddresses(OwnHost Host) : HostAddresses
{
    public override IReadOnlyList<IPAddress> Web => [.. Host.Addresses.GroupBy(address => address.IsIPv6).OrderBy(family => family.Key).Select(family => family.First().Public)];

    /// <summary>Loopback, where the tunnel from the satellites ends.</summary>
    public override IPAddress IntakeForSatellites => IPAddress.Loopback;

    public override string Text => string.Join(", ", Host.Addresses);

    public override IPAddress Published(PlacedReceiver placed) => AddressOf(placed).Public;

    public override IPAddress Listen(PlacedReceiver placed) => AddressOf(placed).Local;

    private static OwnAddress AddressOf(PlacedReceiver placed) => placed.Own ?? throw new InvalidOperationException($"{placed.Receiver.Name} is on no host of one's own.");
}
