using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace MtaStsAudit.Collector.Framing;

/// <summary>When to stop reading from a connection.</summary>
internal static class ConnectionEnd
{
    /// <summary>Cancelled when the peer is gone, when the collector stops, or with one of the others.</summary>
    public static CancellationTokenSource LinkedToEnd(this ConnectionContext connection, CancellationToken other = default) =>
        CancellationTokenSource.CreateLinkedTokenSource(
            connection.ConnectionClosed,
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None,
            other);
}
