using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.TlsReporting;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>Computes the live part of an audit's page: the same HTML for those who load the page and for those who have it open.</summary>
internal sealed class LiveStates(
    CollectorSettings settings, AuditReports reports, AuditRegistry registry, EvidenceArchive archive, ReportMails mails, HtmlFragments fragments, TimeProvider time)
{
    private const int MostTlsReports = 100;
    private const int LongestTlsReport = 64 * 1024;

    // RFC 8460 §4.1: a report covers a day and is delivered some time after its end.
    private static readonly TimeSpan ReportsComeWithin = TimeSpan.FromDays(3);

    public Task<LiveState> StateAsync(AuditToken token, CancellationToken cancellationToken) => StateAsync([token], cancellationToken);

    /// <param name="tokens">One, or several that are judged as one audit.</param>
    public async Task<LiveState> StateAsync(IReadOnlyList<AuditToken> tokens, CancellationToken cancellationToken)
    {
        var report = await reports.JoinedReportAsync(tokens, cancellationToken);
        var notes = await NotesOnAsync(report, cancellationToken);
        var view = AuditView.Of(ReportPage.Of(report, before: null), tokens, settings.Names, settings.Suite, await ChosenAsync(tokens, cancellationToken), notes);
        var html = await fragments.RenderAsync<AuditLive, AuditView>(view);
        return new(report, html, LiveState.VersionOf(html, report), NextChange(report));
    }

    // A testbed may be deployed anew with fewer scenarios.
    private async Task<Suite> ChosenAsync(IReadOnlyList<AuditToken> tokens, CancellationToken cancellationToken) =>
        tokens is [var only] && (await registry.StandingAsync(only, cancellationToken)).Suite is { } chosen
            ? settings.Suite.Offered.FirstOrDefault(suite => suite.Name == chosen) ?? Suite.Study
            : Suite.Study;

    private async Task<IReadOnlyList<ReportNote>> NotesOnAsync(AuditReport report, CancellationToken cancellationToken)
    {
        if (report.Evidence is not [var first, .., var last])
        {
            return [];
        }

        var records = await archive.TlsReportsAsync(first.At, last.At + ReportsComeWithin, LongestTlsReport, MostTlsReports, cancellationToken);
        if (records.Count == 0)
        {
            return [];
        }

        var checks = await mails.ChecksAsync(first.At, time.GetUtcNow(), cancellationToken);
        // Of all who mailed the token, only those that the audit is about.
        var clients = new AuditedClients(report.ClientsOfSender());
        return ReportRule.NotesOn(report, clients, settings.Names, Catalogue.Receivers, [.. records, .. checks]);
    }

    // After the time that was judged for, which may be over by now: what comes in between is still to be told.
    private static DateTimeOffset? NextChange(AuditReport report)
    {
        // The window is over after its end, not at it.
        var times = report.Outcomes.Select(outcome => outcome.ProbeFrom).Append(report.AwaitsUntil + OneTick).OfType<DateTimeOffset>();
        return times.Where(at => at > report.JudgedAt).Select(at => (DateTimeOffset?)at).Min();
    }

    private static TimeSpan OneTick => TimeSpan.FromTicks(1);
}
