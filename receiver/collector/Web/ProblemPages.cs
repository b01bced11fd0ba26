using MtaStsAudit.Collector.Web.Layout;

namespace MtaStsAudit.Collector.Web;

/// <summary>What is shown instead of a page: what is wrong and what to do.</summary>
/// <param name="Advice">A sentence or two.</param>
/// <param name="Back">Where whoever came here was.</param>
public sealed record ProblemModel(int Status, string Title, string Advice, string Back);

/// <summary>
/// Answers that are no success: a page for people, <c>application/problem+json</c> (RFC 9457 §3) for clients of the API, with
/// the original study's <c>message</c> beside its members.
/// </summary>
internal static class ProblemPages
{
    public static IResult Of(int status, string title, string advice) => new Answer(status, title, advice, $"{title}. {advice}");

    /// <param name="message">What the original study's clients read.</param>
    public static IResult Json(int status, string title, string detail, string message) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: [new("message", message)]);

    private sealed class Answer(int status, string title, string advice, string message) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Append("Vary", "Accept");
            IResult answer = Preference.IsHtml(httpContext.Request)
                ? new Page<ProblemPage, ProblemModel>(new(status, title, advice, AuditAddress.Of(httpContext.Request.Path) ?? "/"), status)
                : Json(status, title, advice, message);
            return answer.ExecuteAsync(httpContext);
        }
    }
}
