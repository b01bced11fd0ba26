using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Audits;

namespace MtaStsAudit.Collector.Web.Mailbox;

/// <summary>The operator's mail; null until the administrator's secret is given.</summary>
/// <param name="Fault">Why it is not shown; null: nothing was wrong.</param>
public sealed record MailboxModel(IReadOnlyList<MailboxEntry>? Messages, string? Fault = null);

/// <summary>A message to the operator.</summary>
/// <param name="Text">Header and body, as far as they are kept; null: they are no more.</param>
public sealed record MailboxEntry(long Id, DateTimeOffset At, string To, string From, string Client, string? Subject, string? Text);

/// <summary>
/// <c>GET</c> and <c>POST /mailbox</c>: mail to <c>postmaster@</c> and <c>abuse@</c> (RFC 5321 §4.5.1, RFC 2142 §4), for the administrator
/// only.
/// </summary>
internal static class MailboxEndpoint
{
    public static void MapMailbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/mailbox", () => new Page<MailboxPage, MailboxModel>(new(Messages: null)));
        routes.MapPost("/mailbox", ShowAsync).AddEndpointFilter<SameOrigin>().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(AuditForms.Largest)).RequireRateLimiting(WebLimits.Changing)
            .Answers<IReadOnlyList<MailboxEntry>>("Mail to the operator, for the administrator; form field: secret", 403, 429);
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, AdminSecret admin, OperatorsMail mail, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!admin.Matches((await request.FormAsync(cancellationToken))["secret"].ToString()))
        {
            const string fault = "Only the administrator of this testbed reads its operator’s mail.";
            return Preference.IsHtml(request)
                ? new Page<MailboxPage, MailboxModel>(new(Messages: null, $"That is not the secret. {fault}"), StatusCodes.Status403Forbidden)
                : ProblemPages.Of(StatusCodes.Status403Forbidden, "That is not the secret", fault);
        }

        IReadOnlyList<MailboxEntry> entries = [.. (await mail.NewestAsync(cancellationToken)).Select(Of)];
        return Preference.IsHtml(request)
            ? new Page<MailboxPage, MailboxModel>(new(entries))
            : Results.Json(entries, MailboxJson.Default.IReadOnlyListMailboxEntry);
    }

    private static MailboxEntry Of(OperatorsMessage one) => new(
        one.Id, one.At, one.Message.RcptTo, one.Message.MailFrom, one.Message.Client.Address.ToString(), one.Message.Subject,
        one.Text is { } text ? Encoding.UTF8.GetString(text.Span) : null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<MailboxEntry>))]
internal sealed partial class MailboxJson : JsonSerializerContext;
