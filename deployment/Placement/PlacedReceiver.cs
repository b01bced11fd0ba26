using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>The addresses that a host can have.</summary>
public enum AddressKind
{
    /// <summary>The droplet's own IPv4 address.</summary>
    DropletIPv4,

    /// <summary>The reserved IPv4 address that is assigned to the droplet. At most one a droplet.</summary>
    ReservedIPv4,

    /// <summary>One of the 16 addresses of the droplet's /124.</summary>
    DropletIPv6,

    /// <summary>An address of a host of the operator's own.</summary>
    Own,
}

/// <summary>A receiver and the address it answers at.</summary>
/// <param name="IPv6Number">Which of the droplet's IPv6 addresses, counted from 1 after the droplet's own; 0 elsewhere.</param>
public sealed record PlacedReceiver(Receiver Receiver, AddressKind Address, int IPv6Number = 0)
{
    public PlacedReceiver(Receiver receiver, OwnAddress own)
        : this(receiver, AddressKind.Own) => Own = own;

    /// <summary>The address, on a host of the operator's own.</summary>
    public OwnAddress? Own { get; init; }

    public override string ToString() => Address switch
    {
        AddressKind.ReservedIPv4 => $"{Receiver.Name} on the reserved IPv4 address",
        AddressKind.DropletIPv4 => $"{Receiver.Name} on the droplet's IPv4 address",
        AddressKind.DropletIPv6 => $"{Receiver.Name} on the droplet's IPv6 address + {IPv6Number}",
        AddressKind.Own => $"{Receiver.Name} on {Own}",
    };
}
