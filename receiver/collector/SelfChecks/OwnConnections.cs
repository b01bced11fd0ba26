using System.Collections.Concurrent;
using System.Net;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>The connections that the self-check makes to its own receivers and policy hosts: what comes of them is no evidence.</summary>
internal sealed class OwnConnections(TimeProvider time)
{
    /// <summary>Longer than a session lasts, and its log is on its way.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<IPEndPoint, long> madeAt = [];

    public void Add(IPEndPoint ourSide)
    {
        foreach (var (endPoint, made) in madeAt)
        {
            if (time.GetElapsedTime(made) > Remembered)
            {
                madeAt.TryRemove(endPoint, out _);
            }
        }

        madeAt[Plain(ourSide.Address, ourSide.Port)] = time.GetTimestamp();
    }

    public bool Contains(IPAddress address, int port) => !madeAt.IsEmpty && madeAt.ContainsKey(Plain(address, port));

    private static IPEndPoint Plain(IPAddress address, int port) => new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
}
