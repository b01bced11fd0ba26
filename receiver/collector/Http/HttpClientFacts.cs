using System.Net;

namespace MtaStsAudit.Collector.Http;

/// <summary>What is recorded of whoever comes over HTTP.</summary>
internal static class HttpClientFacts
{
    private const int LongestUserAgent = 256;

    /// <summary>An IPv4 client of a socket that serves both families is shown as the IPv4 client it is.</summary>
    public static IPAddress ClientAddress(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
        var plain => plain,
    };

    /// <summary>Null when it names none.</summary>
    public static string? UserAgent(this HttpRequest request)
    {
        var text = request.Headers.UserAgent.ToString();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestUserAgent)];
    }
}
