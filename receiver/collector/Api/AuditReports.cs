using MtaStsAudit.Collector.Store;
using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Api;

/// <summary>Judges an audit from what the store holds, now.</summary>
internal sealed class AuditReports(
    CollectorSettings settings, IEvidenceStore store, AuditRegistry registry, InboundResults inboundResults, TestbedLooks looks, TimeProvider time)
{
    private bool LooksAtItself => settings.SelfCheck > TimeSpan.Zero;

    public async Task<AuditReport> ReportAsync(AuditToken audit, CancellationToken cancellationToken)
    {
        var standing = await registry.StandingAsync(audit, cancellationToken);
        return await ReportAsync(audit, standing.Sender?.Domain, cancellationToken);
    }

    /// <param name="senderDomain">The domain that the audited sender sends for, as the owner named it.</param>
    public async Task<AuditReport> ReportAsync(AuditToken audit, DomainName? senderDomain, CancellationToken cancellationToken)
    {
        var inbound = senderDomain is { } domain
            ? (await inboundResults.FindAsync(domain, cancellationToken))?.Finding ?? InboundFinding.NotChecked
            : InboundFinding.NotChecked;
        var now = time.GetUtcNow();
        var records = await RecordsAsync(audit, now, cancellationToken);
        // A testbed that no longer looks at itself has nothing to wait for.
        var lookedAt = LooksAtItself ? await looks.LastAsync(cancellationToken) : null;
        return AuditJudge.Judge(new AuditQuestion(audit, records, Catalogue.Study, settings.Rules, now, inbound, lookedAt));
    }

    private async Task<IReadOnlyList<EvidenceRecord>> RecordsAsync(AuditToken audit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messages = await store.MessagesAsync(audit, cancellationToken);
        if (messages.Count == 0)
        {
            return messages;
        }

        var sender = new AuditedSender(messages);
        var lastOfInterest = sender.Messages[^1].At + settings.Rules.RetryWindow;
        var began = sender.Messages[0].At - settings.Rules.Settle;
        var selfChecks = LooksAtItself ? await looks.BetweenAsync(began - AuditJudge.FailedFetchIsRemembered, now, cancellationToken) : [];
        var others = await store.OfSenderAsync(
            [.. sender.Keys], began, lastOfInterest < now ? lastOfInterest : now, cancellationToken);
        // What a faulty testbed told the sender before this audit, it may still believe.
        var earlier = selfChecks.Exists(record => record.What is TestbedChecked { WasAway: true } or TestbedChecked { Faults.Count: > 0 })
            ? await store.OfSenderAsync([.. sender.Keys], began - AuditJudge.FailedFetchIsRemembered, began, cancellationToken)
            : [];
        return [.. messages.Concat(others).Concat(earlier).Concat(selfChecks).DistinctBy(record => record.Id)];
    }
}
