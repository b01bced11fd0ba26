using MtaStsAudit.Collector.Store;
using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Api;

/// <summary>Answers what became of an audit: <c>GET /audits/TOKEN</c>.</summary>
internal static class AuditEndpoint
{
    public static void MapAudits(this IEndpointRouteBuilder routes) => routes.MapGet("/audits/{token}", ReportAsync);

    private static async Task<IResult> ReportAsync(
        string token, CollectorSettings settings, IEvidenceStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!AuditToken.TryParse(token, out var audit))
        {
            return Results.Json(new Problem("An audit is named by a UUID."), ApiJson.Default.Problem, statusCode: StatusCodes.Status400BadRequest);
        }

        var now = time.GetUtcNow();
        var records = await RecordsAsync(audit, settings.Rules, now, store, cancellationToken);
        var report = AuditJudge.Judge(new AuditQuestion(audit, records, Catalogue.Study, settings.Rules, now));
        return Results.Json(report, AuditReportJson.Default.AuditReport);
    }

    private static async Task<IReadOnlyList<EvidenceRecord>> RecordsAsync(
        AuditToken audit, AuditRules rules, DateTimeOffset now, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var messages = await store.MessagesAsync(audit, cancellationToken);
        if (messages.Count == 0)
        {
            return messages;
        }

        var keys = messages.Select(record => record.What).OfType<MessageAccepted>().SelectMany(message => SenderIdentity.KeysOf(message.Client)).ToHashSet();
        var lastOfInterest = messages[^1].At + rules.RetryWindow;
        var others = await store.OfSenderAsync(keys, messages[0].At - rules.Settle, lastOfInterest < now ? lastOfInterest : now, cancellationToken);
        return [.. messages.Concat(others).DistinctBy(record => record.Id)];
    }
}
