using System.Collections.Concurrent;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>
/// The published audits with what their evidence says now. Nothing that is computed is stored. What is kept in memory is the outbound
/// half of audits whose retry window is over, and whose testbed has checked itself since: it can change by a new message, and then the
/// newest message is another one, or by its owner's pick of another sender.
/// </summary>
internal sealed class ProviderTable(
    CollectorSettings settings, AuditRegistry registry, AuditReports reports, InboundResults inboundResults, SelfCheckTimes times, TimeProvider time)
{
    private readonly ConcurrentDictionary<AuditToken, Finished> finished = [];

    public async Task<List<ProviderRow>> RowsAsync(CancellationToken cancellationToken)
    {
        var publications = await registry.PublishedAsync(cancellationToken);
        var rows = new List<ProviderRow>(publications.Count);
        foreach (var publication in publications)
        {
            rows.Add(await RowAsync(publication, cancellationToken));
        }

        Forget(publications);
        return rows;
    }

    private async Task<ProviderRow> RowAsync(Publication publication, CancellationToken cancellationToken)
    {
        var outbound = await OutboundAsync(publication, cancellationToken);
        var inbound = publication.Sender.Domain is { } domain ? await inboundResults.FindAsync(domain, cancellationToken) : null;
        var finding = inbound?.Finding ?? InboundFinding.NotChecked;
        return new(
            publication.Token,
            publication.Sender.Provider,
            publication.Sender.Domain,
            finding,
            inbound?.At,
            outbound,
            AuditJudge.LabelOf(outbound.Finding, IsSendersOwn(publication, outbound) ? finding : InboundFinding.NotChecked),
            publication.At);
    }

    // The owner's word about a domain raises no label: the evidence has to tie the domain to the sender.
    private static bool IsSendersOwn(Publication publication, OutboundHalf outbound) =>
        publication.Sender.Domain is { } domain && outbound.Sender?.IsTiedTo(domain) == true;

    private async Task<OutboundHalf> OutboundAsync(Publication publication, CancellationToken cancellationToken)
    {
        if (finished.TryGetValue(publication.Token, out var kept)
            && kept.NewestMessage == publication.NewestMessage && kept.NewestNotification == publication.NewestNotification && kept.OwnSender == publication.OwnSender)
        {
            return kept.Outbound;
        }

        var known = settings.ChecksItself ? await times.LastAsync(cancellationToken) : time.GetUtcNow();
        var report = await reports.ReportAsync(publication.Token, cancellationToken);
        var outbound = OutboundHalf.Of(report);
        var lastMessage = report.Evidence.LastOrDefault(record => record.What is MessageAccepted);
        if (lastMessage is not null && lastMessage.Id == publication.NewestMessage && known > lastMessage.At + settings.Rules.RetryWindow)
        {
            finished[publication.Token] = new(lastMessage.Id, publication.NewestNotification, publication.OwnSender, outbound);
        }

        return outbound;
    }

    private void Forget(List<Publication> published)
    {
        if (finished.Count <= published.Count)
        {
            return;
        }

        var tokens = published.Select(publication => publication.Token).ToHashSet();
        foreach (var token in finished.Keys.Where(token => !tokens.Contains(token)))
        {
            finished.TryRemove(token, out _);
        }
    }

    private sealed record Finished(long NewestMessage, long? NewestNotification, string? OwnSender, OutboundHalf Outbound);
}
