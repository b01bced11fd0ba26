using MtaStsAudit.Acme.Certificates;

namespace MtaStsAudit.Acme.Orders;

/// <summary>An ACME server refused. A rate limit says when to try again; everything else says what is wrong.</summary>
internal sealed class AcmeProblemException : Exception
{
    public AcmeProblemException(string what, AcmeProblem problem, DateTimeOffset? retryAt = null)
        : base(Sentence(what, problem, retryAt))
    {
        Problem = problem;
        RetryAt = retryAt;
    }

    public AcmeProblem Problem { get; }

    public DateTimeOffset? RetryAt { get; }

    public bool IsRateLimit => Problem.IsRateLimit;

    private static string Sentence(string what, AcmeProblem problem, DateTimeOffset? retryAt)
    {
        if (!problem.IsRateLimit)
        {
            return $"{what}: {problem}";
        }

        var when = retryAt is { } time
            ? $"try again after {UtcText.Of(time)}"
            : "the authority's answer names no time, unless its detail does: try again in an hour";
        return $"{what}: rate limit, not a failure: {when}; until then everything stays as it is. {problem}";
    }
}
