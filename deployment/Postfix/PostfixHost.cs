using System.Net;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>What a receiver's Postfix has to know of its surroundings.</summary>
/// <param name="Listen">The addresses it listens on.</param>
/// <param name="Collector">Where the collector's milter and log intake listen.</param>
public sealed record PostfixHost(IReadOnlyList<IPAddress> Listen, IPAddress Collector)
{
    /// <summary>The milter's socket, where the collector is on the same machine and shares it; null: its port.</summary>
    public string? MilterSocket { get; init; }

    /// <summary>Where the health check looks. Receivers that share a host's ports each need one of their own in 127.0.0.0/8.</summary>
    public IPAddress Loopback { get; init; } = IPAddress.Loopback;

    public SessionRoom Room { get; init; } = SessionRoom.Ample;
}

/// <summary>A settings file, relative to <c>/etc/postfix</c> in the container.</summary>
public sealed record PostfixFile(string Path, string Content);
