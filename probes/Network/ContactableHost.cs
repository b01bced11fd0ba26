using System.Net;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Probes.Dns;

namespace MtaStsAudit.Probes.Network;

/// <summary>What stands in the way of contacting a host.</summary>
internal enum Obstacle
{
    LookupFailed,
    NoAddress,
    NotPublic,
}

/// <summary>A host's addresses that may be contacted; or why there are none.</summary>
/// <remarks>
/// The name is looked up once and the connection goes to an address that was checked: an answer that changes meanwhile changes nothing.
/// </remarks>
internal sealed record ContactableHost(IReadOnlyList<IPAddress> Addresses, Obstacle? Obstacle = null, string Detail = "")
{
    // Enough for both families and a spare of each.
    private const int MostAddresses = 4;

    public static async Task<ContactableHost> FindAsync(
        string host, DomainLookup lookup, bool allowAnyAddress, CancellationToken cancellationToken)
    {
        var answer = await lookup.AddressesAsync(host, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return new([], Network.Obstacle.LookupFailed, failure);
        }

        if (answer.Values.Count == 0)
        {
            return new([], Network.Obstacle.NoAddress);
        }

        var allowed = answer.Values.Where(address => allowAnyAddress || PublicAddress.Is(address)).Take(MostAddresses).ToList();
        return allowed.Count > 0 ? new(allowed) : new([], Network.Obstacle.NotPublic, string.Join(", ", answer.Values));
    }
}
