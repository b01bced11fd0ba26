using System.Threading.RateLimiting;
using MtaStsAudit.Collector.Http;

namespace MtaStsAudit.Collector.Web;

/// <summary>How often one client may ask for what costs us something.</summary>
/// <param name="MakesPerMinute">Audits made.</param>
/// <param name="ChangesPerMinute">Names given, published, withdrawn, claimed or removed: each may be a guess at a key.</param>
/// <param name="UnknownPerMinute">Requests for tokens that nothing is known of. The command line asks about once a second.</param>
/// <param name="PagesPerMinute">Pages over all audits, which read much.</param>
/// <param name="ChecksPerMinute">Inbound checks asked for, each of which contacts others.</param>
/// <param name="OpenPages">Pages of audits that are kept up to date at the same time.</param>
internal sealed record WebLimits(
    int MakesPerMinute = 10, int ChangesPerMinute = 20, int UnknownPerMinute = 240, int PagesPerMinute = 120, int OpenPages = 50,
    int ChecksPerMinute = 6)
{
    /// <summary>The original study's polling.</summary>
    public int PollsPerMinute { get; init; } = HttpLimits.PollsPerMinute;

    public const string Making = "making";
    public const string Changing = "changing";
    public const string Reading = "reading";
    public const string Watching = "watching";
    public const string Checking = "checking";

    public static string ClientOf(HttpContext context) => ClientNetwork.Of(context.ClientAddress());

    public static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}

/// <summary>Wires the limits into ASP.NET Core's rate limiter.</summary>
internal static class WebLimiting
{
    public static void AddWebLimits(this IServiceCollection services)
    {
        services.AddSingleton(new WebLimits());
        services.AddSingleton<UnknownTokens>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) => new ValueTask(TooOften(rejected.HttpContext).ExecuteAsync(rejected.HttpContext));
            limiter.AddPolicy(WebLimits.Making, context => Bucket(context, limits => limits.MakesPerMinute));
            limiter.AddPolicy(HttpLimits.Reporting, context => Bucket(context, _ => HttpLimits.ReportsPerMinute));
            limiter.AddPolicy(HttpLimits.Polling, context => Bucket(context, limits => limits.PollsPerMinute));
            limiter.AddPolicy(WebLimits.Changing, context => Bucket(context, limits => limits.ChangesPerMinute));
            limiter.AddPolicy(WebLimits.Reading, context => Bucket(context, limits => limits.PagesPerMinute));
            limiter.AddPolicy(WebLimits.Checking, context => Bucket(context, limits => limits.ChecksPerMinute));
            limiter.AddPolicy(WebLimits.Watching, context => RateLimitPartition.GetConcurrencyLimiter(WebLimits.ClientOf(context), _ => new()
            {
                PermitLimit = LimitsOf(context).OpenPages,
                QueueLimit = 0,
            }));
        });
    }

    public static IResult TooOften(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return ProblemPages.Of(StatusCodes.Status429TooManyRequests, "Too often", "Wait a minute, then try again.");
    }

    private static RateLimitPartition<string> Bucket(HttpContext context, Func<WebLimits, int> perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(WebLimits.ClientOf(context), _ => WebLimits.Bucket(perMinute(LimitsOf(context))));

    private static WebLimits LimitsOf(HttpContext context) => context.RequestServices.GetRequiredService<WebLimits>();
}

/// <summary>Counts requests for tokens that nothing is known of: whoever guesses, asks for many.</summary>
internal sealed class UnknownTokens(WebLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> requests = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetTokenBucketLimiter(WebLimits.ClientOf(context), _ => WebLimits.Bucket(limits.UnknownPerMinute)));

    /// <returns>Whether the client may have an answer.</returns>
    public bool MayLook(HttpContext context)
    {
        using var lease = requests.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => requests.Dispose();
}
