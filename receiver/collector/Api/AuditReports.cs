using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Api;

/// <summary>Judges an audit from what the store holds, now.</summary>
internal sealed class AuditReports(
    CollectorSettings settings, IEvidenceStore store, AuditRegistry registry, InboundResults inboundResults, SelfCheckTimes times, TimeProvider time)
{
    // RFC 5321 §4.5.4.1: a sender retries for four or five days.
    private static readonly TimeSpan LongestQueue = TimeSpan.FromDays(5);

    // A token that strangers flood has senders without end; those that met the most receivers come first.
    private const int MostKeys = 64;

    public async Task<AuditReport> ReportAsync(AuditToken audit, CancellationToken cancellationToken)
    {
        var standing = await registry.StandingAsync(audit, cancellationToken);
        return AuditJudge.Judge(await QuestionAsync([audit], standing.Sender?.Domain, standing.OwnSender, cancellationToken));
    }

    /// <summary>The report on several tokens as one audit; what their owners said of them is left aside.</summary>
    public async Task<AuditReport> JoinedReportAsync(IReadOnlyList<AuditToken> audits, CancellationToken cancellationToken) =>
        audits is [var only]
            ? await ReportAsync(only, cancellationToken)
            : AuditJudge.Judge(await QuestionAsync(audits, senderDomain: null, ownSender: null, cancellationToken));

    /// <summary>All that the verdict is a function of, as the store has it now.</summary>
    public async Task<AuditQuestion> QuestionAsync(IReadOnlyList<AuditToken> audits, CancellationToken cancellationToken)
    {
        var standing = audits is [var only] ? await registry.StandingAsync(only, cancellationToken) : null;
        return await QuestionAsync(audits, standing?.Sender?.Domain, standing?.OwnSender, cancellationToken);
    }

    /// <param name="audits">The audit's tokens; the first one names it.</param>
    /// <param name="senderDomain">The domain that the audited sender sends for, as the owner named it.</param>
    /// <param name="ownSender">As in <see cref="AuditQuestion.OwnSender"/>.</param>
    public async Task<AuditQuestion> QuestionAsync(
        IReadOnlyList<AuditToken> audits, DomainName? senderDomain, string? ownSender, CancellationToken cancellationToken)
    {
        var inbound = senderDomain is { } domain
            ? (await inboundResults.FindAsync(domain, cancellationToken))?.Finding ?? InboundFinding.NotChecked
            : InboundFinding.NotChecked;
        var now = time.GetUtcNow();
        // First: what a self-check found is recorded before its time, so that none counts whose findings are not among the records.
        var checkedAt = await times.LastAsync(cancellationToken);
        var records = await RecordsAsync(audits, now, cancellationToken);
        return new AuditQuestion(
            audits[0], JoinedAudits.AsOne(records, audits), Catalogue.Receivers, settings.Rules, now, inbound, checkedAt, settings.ChecksItself, senderDomain, ownSender,
            RecordsNotRead: records.NotRead);
    }

    private async Task<EvidenceExcerpt> RecordsAsync(IReadOnlyList<AuditToken> audits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<EvidenceRecord> messages = [];
        var notRead = 0;
        foreach (var audit in audits)
        {
            var some = await store.MessagesAsync(audit, cancellationToken);
            messages.AddRange(some);
            notRead += some.NotRead;
        }

        if (messages.Count == 0)
        {
            return EvidenceExcerpt.Empty;
        }

        var lastOfInterest = messages.Max(message => message.At) + LongestQueue;
        var until = lastOfInterest < now ? lastOfInterest : now;
        var began = messages.Min(message => ((MessageAccepted)message.What).Began ?? message.At) - settings.Rules.Settle;
        var all = KeysOf(messages);
        var keys = all.Take(MostKeys).ToHashSet();
        // A policy that it fetched before the audit it may still go by, and a name that was looked up lately is not looked up again.
        var fetched = await store.FetchesOfSenderAsync(keys, began - PublishedPolicy.MaxAge, until, cancellationToken);
        // A name that DNS confirms may tie clients in other networks to these.
        var clients = messages.Select(record => SenderIdentity.ClientKeyOf(((MessageAccepted)record.What).Client.Address)).ToHashSet();
        var organisations = fetched.Select(record => record.What).OfType<ClientNameChecked>()
            .Where(name => clients.Contains(SenderIdentity.ClientKeyOf(name.Client)))
            .Select(SenderIdentity.OrganisationOf).OfType<string>().Distinct().Where(keys.Add).Take(MostKeys).ToList();
        if (organisations.Count > 0)
        {
            var tied = await store.FetchesOfSenderAsync(organisations, began - PublishedPolicy.MaxAge, until, cancellationToken);
            keys.UnionWith(tied.Select(record => record.What).OfType<ClientNameChecked>().Select(name => SenderIdentity.NetworkOf(name.Client)).Distinct().Take(MostKeys));
            fetched = await store.FetchesOfSenderAsync(keys, began - PublishedPolicy.MaxAge, until, cancellationToken);
        }

        var meanwhile = await OfSenderAsync(began, until);
        var remembered = began - AuditJudge.FailedFetchIsRemembered;
        var hellos = await store.OfSenderAsync(
            [.. messages.Select(record => SenderIdentity.ClientHelloKeyOf(((MessageAccepted)record.What).Client.Address)).Distinct().Take(MostKeys)],
            began, until, null, cancellationToken);
        var notifications = await store.OfSenderAsync([.. audits.Select(DeliveryStatusGiven.KeyOf)], DateTimeOffset.UnixEpoch, now, null, cancellationToken);
        var selfChecks = await times.AroundAsync(remembered, until, cancellationToken);
        // What a faulty testbed told the sender before this audit, it may still believe.
        List<TestbedChecked> wrong = [.. selfChecks.Select(record => (TestbedChecked)record.What).Where(one => one.WasAway || one.Faults.Count > 0)];
        var earlier = wrong.Count > 0 ? await OfSenderAsync(remembered, began) : EvidenceExcerpt.Empty;
        // A policy may have been kept since a visit long ago: no longer than any policy is.
        var longAgo = wrong.Exists(one => one.Faults.Any(fault => fault.KeptFor is not null)) ? await OfSenderAsync(remembered - StsPolicy.LongestMaxAge, remembered) : EvidenceExcerpt.Empty;
        return new(
            [.. messages.Concat(meanwhile).Concat(fetched).Concat(earlier).Concat(longAgo).Concat(hellos).Concat(notifications).Concat(selfChecks).DistinctBy(record => record.Id)],
            // Of the senders beyond the most, at least the sessions that brought their mail.
            (all.Count > MostKeys ? all.Count - MostKeys : 0) + notRead + meanwhile.NotRead + fetched.NotRead + earlier.NotRead + longAgo.NotRead);

        Task<EvidenceExcerpt> OfSenderAsync(DateTimeOffset after, DateTimeOffset before) =>
            store.OfSenderAsync(keys, after, before, audits is [var only] ? only : null, cancellationToken);
    }

    private static List<string> KeysOf(IEnumerable<EvidenceRecord> messages) =>
    [
        .. messages.Select(record => (MessageAccepted)record.What)
            .SelectMany(message => SenderIdentity.KeysEverOf(message.Client), (message, key) => (key, message.Receiver))
            .GroupBy(met => met.key, met => met.Receiver)
            .OrderByDescending(met => met.Distinct().Count())
            .Select(met => met.Key),
    ];
}
