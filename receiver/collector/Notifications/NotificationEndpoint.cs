using System.Text;
using Microsoft.AspNetCore.Mvc;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Notifications;

/// <summary>
/// Takes what a sender told its user of an audit's mail: <c>POST /audits/TOKEN/delivery-status</c>, from the form of the audit's page
/// (<c>file</c>, <c>text</c>), or as the body of the request.
/// </summary>
internal static class NotificationEndpoint
{
    /// <summary>In octets: a notification returns the message or its header, and an audit's messages are short.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>One for each try at each address of a large suite is more than anybody hands in.</summary>
    public const int MostOfAudit = 200;

    public static void MapNotifications(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/audits/{token}/delivery-status", TakeAsync).AddEndpointFilter<SameOrigin>().DisableAntiforgery()
            // The form adds its own lines.
            .WithMetadata(new RequestSizeLimitAttribute(Largest + 8192)).RequireRateLimiting(WebLimits.Changing);

    private static async Task<IResult> TakeAsync(
        string token, HttpRequest request, CollectorSettings settings, AuditRegistry registry, AuditPages pages, IEvidenceStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return AuditForms.NoAudit();
        }

        var standing = await registry.StandingAsync(audit, cancellationToken);
        if (standing.OwnerKeySha256 is not null && OwnerKey.Of(request, standing) is null)
        {
            return await RefuseAsync(AuditForms.OwnersOnly);
        }

        if ((await store.MessagesAsync(audit, cancellationToken)).Count == 0)
        {
            return await RefuseAsync(new(StatusCodes.Status409Conflict, "No mail has come yet", "What a sender tells its user is shown beside the mail of the audit, and none has come for it."));
        }

        var octets = await OctetsAsync(request, cancellationToken);
        if (octets.Length > Largest)
        {
            return await RefuseAsync(new(StatusCodes.Status413PayloadTooLarge, "That is too large", $"A notification has at most {Largest / 1024} KiB."));
        }

        var read = NotificationMail.Read(octets, audit, settings.Names);
        if (read.Count == 0)
        {
            return await RefuseAsync(new(StatusCodes.Status422UnprocessableEntity, "That is not about this audit",
                $"No address of this audit ({audit}@…) stands in it. Save the whole message as the mail program has it (“show original”, .eml), or copy all its text."));
        }

        var known = (await store.OfSenderAsync([DeliveryStatusGiven.KeyOf(audit)], DateTimeOffset.UnixEpoch, time.GetUtcNow(), null, cancellationToken))
            .Select(record => record.What).ToHashSet();
        List<DeliveryStatusGiven> added = [.. read.Where(given => !known.Contains(given)).Take(MostOfAudit - known.Count)];
        if (added.Count > 0)
        {
            await store.AppendAsync(added, default, cancellationToken);
        }

        return Preference.IsHtml(request)
            ? new FormDone(audit, "told")
            : Results.Json(new NotificationsTaken(read, added.Count), NotificationJson.Default.NotificationsTaken);

        Task<IResult> RefuseAsync(FormFault fault) => pages.RefuseAsync(audit, request.HttpContext, fault, cancellationToken);
    }

    private static async Task<byte[]> OctetsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return body.ToArray();
        }

        var form = await request.FormAsync(cancellationToken);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Encoding.UTF8.GetBytes(form["text"].ToString().Trim());
        }

        using var octets = new MemoryStream();
        await file.CopyToAsync(octets, cancellationToken);
        return octets.ToArray();
    }
}
