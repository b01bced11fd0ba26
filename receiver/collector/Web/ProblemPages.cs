using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Web.Layout;

namespace MtaStsAudit.Collector.Web;

/// <summary>What is shown instead of a page: what is wrong and what to do.</summary>
/// <param name="Advice">A sentence or two.</param>
public sealed record ProblemModel(int Status, string Title, string Advice);

/// <summary>Answers that are no success, for people; clients of the API get the same in the API's form.</summary>
internal static class ProblemPages
{
    public static IResult Of(int status, string title, string advice) => new Answer(new ProblemModel(status, title, advice));

    private sealed class Answer(ProblemModel model) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            IResult answer = Preference.IsHtml(httpContext.Request)
                ? new Page<ProblemPage, ProblemModel>(model, model.Status)
                : Results.Json(new Problem($"{model.Title}. {model.Advice}"), ApiJson.Default.Problem, statusCode: model.Status);
            return answer.ExecuteAsync(httpContext);
        }
    }
}
