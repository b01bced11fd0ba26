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
        // First: what a look found is recorded before its time, so that no look counts whose findings are not among the records.
        var lookedAt = await looks.LastAsync(cancellationToken);
        var records = await RecordsAsync(audit, now, cancellationToken);
        return AuditJudge.Judge(new AuditQuestion(audit, records, Catalogue.Study, settings.Rules, now, inbound, lookedAt, settings.LooksAtItself));
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
        var until = lastOfInterest < now ? lastOfInterest : now;
        var began = sender.Messages[0].At - settings.Rules.Settle;
        var remembered = began - AuditJudge.FailedFetchIsRemembered;
        var selfChecks = await looks.AroundAsync(remembered, until, cancellationToken);
        var others = await OfSenderAsync(began, until);
        // What a faulty testbed told the sender before this audit, it may still believe.
        List<TestbedChecked> wrong = [.. selfChecks.Select(record => (TestbedChecked)record.What).Where(look => look.WasAway || look.Faults.Count > 0)];
        var earlier = wrong.Count > 0 ? await OfSenderAsync(remembered, began) : [];
        // Whoever keeps a policy may have come for it long ago.
        var longAgo = wrong.Exists(look => look.Faults.Any(fault => fault.KeptFor is not null)) ? await OfSenderAsync(DateTimeOffset.UnixEpoch, remembered) : [];
        return [.. messages.Concat(others).Concat(earlier).Concat(longAgo).Concat(selfChecks).DistinctBy(record => record.Id)];

        Task<IReadOnlyList<EvidenceRecord>> OfSenderAsync(DateTimeOffset after, DateTimeOffset before) =>
            store.OfSenderAsync([.. sender.Keys], after, before, cancellationToken);
    }
}
