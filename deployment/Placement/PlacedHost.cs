using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>A host and the receivers on it.</summary>
/// <param name="Number">Counted from 1. The first one runs the collector; the others are satellites and run Postfix only.</param>
/// <param name="Receivers">At least one.</param>
public sealed record PlacedHost(int Number, IReadOnlyList<PlacedReceiver> Receivers)
{
    /// <summary>The host of the operator's own that it is; null: a droplet.</summary>
    public OwnHost? Own { get; init; }

    public bool RunsCollector => Number == 1;

    /// <summary>The study's receivers on it: a container each.</summary>
    public IEnumerable<PlacedReceiver> OfStudy => Receivers.Where(placed => placed.Receiver.Name.IsOfStudy);

    /// <summary>All others: one Postfix, in one container.</summary>
    public IEnumerable<PlacedReceiver> Shared => Receivers.Where(placed => !placed.Receiver.Name.IsOfStudy);

    public bool HasReservedIPv4 => Receivers.Any(placed => placed.Address == AddressKind.ReservedIPv4);

    /// <summary>What its resources are called by: a host of one's own by its name, so that others may come and go before it.</summary>
    public string Key => Own?.Name ?? $"{Number}";

    /// <summary>
    /// The droplet's name. DigitalOcean makes it the PTR record of the droplet's own IPv4 address,
    /// so it is the name of the mail host at that address.
    /// </summary>
    public DomainName Name(SiteNames names) =>
        names.MailHost((Receivers.FirstOrDefault(placed => placed.Address == AddressKind.DropletIPv4) ?? Receivers[0]).Receiver);
}
