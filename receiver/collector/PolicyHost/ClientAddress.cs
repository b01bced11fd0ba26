using System.Net;

namespace MtaStsAudit.Collector.PolicyHost;

internal static class ClientAddress
{
    /// <summary>An IPv4 client of a socket that serves both families is shown as the IPv4 client it is.</summary>
    public static IPAddress MapToPlain(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
