using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MtaStsAudit.Collector.Http;

/// <summary>
/// How many connections strangers may have open, each and all together. Without a bound, whoever opens many would take the memory
/// that evidence needs, and the policy host away from senders, who would then be judged wrongly.
/// </summary>
internal sealed class ConnectionRoom
{
    /// <summary>More than a client's open pages: a browser that speaks HTTP/1.1 has a connection for each.</summary>
    public const int OfOneClient = 100;

    /// <summary>An idle connection over TLS was measured at 45 KiB: all of them take 180 MiB, of the 512 that the container may have.</summary>
    public const int OfAll = 4000;

    private readonly ConcurrentDictionary<string, int> open = [];
    private int all;

    /// <summary>Hangs up at once on whom there is no room for, before anything is spent on TLS.</summary>
    public static void Guard(ListenOptions listen)
    {
        var room = listen.ApplicationServices.GetRequiredService<ConnectionRoom>();
        listen.Use(next => connection => room.ServeAsync(connection, next));
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var client = ClientNetwork.Of((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        var (ofClient, ofAll) = (open.AddOrUpdate(client, 1, (_, count) => count + 1), Interlocked.Increment(ref all));
        try
        {
            if (ofClient <= OfOneClient && ofAll <= OfAll)
            {
                await next(connection);
            }
            else
            {
                connection.Abort(new ConnectionAbortedException("Too many connections."));
            }
        }
        finally
        {
            Interlocked.Decrement(ref all);
            open.AddOrUpdate(client, 0, (_, count) => count - 1);
            // Only if nobody came meanwhile.
            open.TryRemove(new(client, 0));
        }
    }
}
