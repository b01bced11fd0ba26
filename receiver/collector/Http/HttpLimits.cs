namespace MtaStsAudit.Collector.Http;

/// <summary>What whoever comes over HTTP may take of time and room. Endpoints set narrower ones of their own.</summary>
internal static class HttpLimits
{
    public const int LargestBody = 1024 * 1024;

    public const int LargestHeaders = 16 * 1024;

    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(60);
}
