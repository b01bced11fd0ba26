using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Api;

/// <summary>The original study's way to ask: <c>POST /poll</c> with the fields <c>users</c> and <c>secret</c>.</summary>
internal static class PollEndpoint
{
    private const int MostUsers = 6;
    private const int LargestForm = 64 * 1024;
    private const int MostLinesWithoutUser = 1000;

    // Longer reports are read at the web page, one by one.
    private const int LongestLineWithoutUser = 32 * 1024;

    public static void MapPoll(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/poll", AnswerAsync).WithMetadata(new RequestSizeLimitAttribute(LargestForm)).RequireRateLimiting(HttpLimits.Polling)
            .Answers<Dictionary<string, List<PollLine>>>("As the original study had it; form fields: users (UUIDs with commas between them), secret", 400, 401, 429);

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, AdminSecret admin, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var (users, secret) = await ReadFormAsync(request, cancellationToken);
        if (users.Length > MostUsers)
        {
            return Refused("Too many IDs", StatusCodes.Status400BadRequest);
        }

        var tokens = new List<(string User, AuditToken Token)>();
        foreach (var user in users.Where(user => user.Length > 0))
        {
            if (!AuditToken.TryParse(user, out var token))
            {
                return Refused("An ID is a UUID", StatusCodes.Status400BadRequest);
            }

            tokens.Add((user, token));
        }

        if (secret.Length > 0 && !admin.Matches(secret))
        {
            return Refused("Wrong secret", StatusCodes.Status401Unauthorized);
        }

        return Results.Json(
            await LinesAsync(tokens, asksWithoutUser: tokens.Count < users.Length, withContent: secret.Length > 0, store, cancellationToken),
            ApiJson.Default.DictionaryStringListPollLine);
    }

    private static async Task<Dictionary<string, List<PollLine>>> LinesAsync(
        List<(string User, AuditToken Token)> tokens, bool asksWithoutUser, bool withContent, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var answer = new Dictionary<string, List<PollLine>>();
        foreach (var (user, token) in tokens)
        {
            List<PollLine> lines = [];
            foreach (var record in await store.MessagesAsync(token, cancellationToken))
            {
                var content = withContent ? await store.MessageContentAsync(record.Id, cancellationToken) : null;
                lines.AddRange(PollLines.Of(record, content));
            }

            if (lines.Count > 0)
            {
                answer[user] = lines;
            }
        }

        if (asksWithoutUser)
        {
            var lines = (await store.WithoutTokenAsync(MostLinesWithoutUser, LongestLineWithoutUser, cancellationToken)).SelectMany(record => PollLines.Of(record, null)).ToList();
            if (lines.Count > 0)
            {
                answer[""] = lines;
            }
        }

        return answer;
    }

    // No field at all is one empty user, as it was with the original.
    private static async Task<(string[] Users, string Secret)> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await request.FormAsync(cancellationToken);
        return (form["users"].ToString().Split(','), form["secret"].ToString());
    }

    private static IResult Refused(string message, int status) =>
        ProblemPages.Json(status, "The poll cannot be answered", $"{message}.", message);
}
