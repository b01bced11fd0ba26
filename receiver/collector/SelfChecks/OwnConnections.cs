using System.Collections.Concurrent;
using System.Net;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>The connections that the self-check makes to its own receivers and policy hosts: what comes of them is no evidence.</summary>
internal sealed class OwnConnections(TimeProvider time)
{
    /// <summary>Longer than a session lasts, and its log is on its way.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<IPEndPoint, DateTimeOffset> madeAt = [];

    public void Add(IPEndPoint ourSide)
    {
        foreach (var (endPoint, made) in madeAt)
        {
            if (time.GetUtcNow() - made > Remembered)
            {
                madeAt.TryRemove(endPoint, out _);
            }
        }

        madeAt[Plain(ourSide.Address, ourSide.Port)] = time.GetUtcNow();
    }

    public bool Contains(IPAddress address, int port) => MadeAt(address, port) is not null;

    /// <summary>When the self-check made a connection, by the collector's clock; null when it is none of its.</summary>
    public DateTimeOffset? MadeAt(IPAddress address, int port) =>
        !madeAt.IsEmpty && madeAt.TryGetValue(Plain(address, port), out var made) ? made : null;

    private static IPEndPoint Plain(IPAddress address, int port) => new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
}
