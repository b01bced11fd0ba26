using Microsoft.AspNetCore.WebUtilities;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Http;

/// <summary>An answer that is no success says what is wrong, in words: also where routing alone gave it. Policy hosts answer as their scenarios have it.</summary>
internal static class StatusPages
{
    public static void UseStatusPages(this IApplicationBuilder app, SiteNames names) => app.UseWhen(
        context => !(context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal) && context.Request.IsOfPolicyHost(names)),
        branch => branch.UseStatusCodePages(context => Of(context.HttpContext).ExecuteAsync(context.HttpContext)));

    private static IResult Of(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return status switch
        {
            StatusCodes.Status404NotFound => ProblemPages.Of(status, "There is nothing here", "The start page leads to all that there is."),
            StatusCodes.Status400BadRequest => ProblemPages.Of(status, "That cannot be read", RequestFaults.WordsFor(status)),
            StatusCodes.Status405MethodNotAllowed => ProblemPages.Of(status, "Not by this method", $"What is here takes {context.Response.Headers.Allow}."),
            StatusCodes.Status421MisdirectedRequest => ProblemPages.Of(status, "Asked under the wrong name", "The connection was made for another host name than the one that is asked for (RFC 9110 §15.5.20)."),
            _ => ProblemPages.Of(status, ReasonPhrases.GetReasonPhrase(status), RequestFaults.WordsFor(status)),
        };
    }
}
