using System.Net;

namespace MtaStsAudit.Testbed.Postfix;

/// <summary>What a receiver's Postfix has to know of its surroundings.</summary>
/// <param name="Listen">The addresses it listens on; loopback is added for the health check.</param>
/// <param name="Collector">Where the collector's milter and log intake listen.</param>
public sealed record PostfixHost(IReadOnlyList<IPAddress> Listen, IPAddress Collector);

/// <summary>A settings file, relative to <c>/etc/postfix</c> in the container.</summary>
public sealed record PostfixFile(string Path, string Content);
