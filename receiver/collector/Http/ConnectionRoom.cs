using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MtaStsAudit.Collector.Http;

/// <summary>
/// How many connections strangers may have open, each and all together. Without a bound, whoever opens many would take the memory
/// that evidence needs, and the policy host away from senders, who would then be judged wrongly.
/// </summary>
internal sealed class ConnectionRoom : IDisposable
{
    /// <summary>More than a client's open pages: a browser that speaks HTTP/1.1 has a connection for each.</summary>
    public const int OfOneClient = 100;

    /// <summary>An idle connection over TLS was measured at 45 KiB: all of them take 180 MiB, of the 512 that the container may have.</summary>
    public const int OfAll = 4000;

    // The client's own limit first: who is over it takes no place from others.
    private readonly PartitionedRateLimiter<IPAddress> room = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, string>(client => RateLimitPartition.GetConcurrencyLimiter(ClientNetwork.Of(client), _ => Limit(OfOneClient))),
        PartitionedRateLimiter.Create<IPAddress, string>(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => Limit(OfAll))));

    /// <summary>Hangs up at once on whom there is no room for, before anything is spent on TLS.</summary>
    public static void Guard(ListenOptions listen)
    {
        var room = listen.ApplicationServices.GetRequiredService<ConnectionRoom>();
        listen.Use(next => connection => room.ServeAsync(connection, next));
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var place = room.AttemptAcquire((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (place.IsAcquired)
        {
            await next(connection);
        }
        else
        {
            connection.Abort(new ConnectionAbortedException("Too many connections."));
        }
    }

    public void Dispose() => room.Dispose();

    private static ConcurrencyLimiterOptions Limit(int connections) => new() { PermitLimit = connections, QueueLimit = 0 };
}
