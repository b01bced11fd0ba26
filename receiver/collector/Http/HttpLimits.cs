namespace MtaStsAudit.Collector.Http;

/// <summary>What whoever comes over HTTP may take of time and room. Endpoints set narrower ones of their own.</summary>
internal static class HttpLimits
{
    public const int LargestBody = 1024 * 1024;

    /// <summary>The policy for TLS reports: one client reports at most this often a minute. A reporter sends one a domain and day.</summary>
    public const string Reporting = "reporting";

    public const int ReportsPerMinute = 30;

    /// <summary>The policy for the original study's polling.</summary>
    public const string Polling = "polling";

    public const int PollsPerMinute = 120;

    public const int LargestHeaders = 16 * 1024;

    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(60);
}
