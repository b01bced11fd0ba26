using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.TlsReporting;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What the live part of an audit's page shows.</summary>
/// <param name="WindowEnds">When silence is no longer waited on; null while no message came.</param>
/// <param name="Notes">What TLS reports add.</param>
public sealed record AuditView(
    AuditReport Report, IReadOnlyList<ReceiverView> Receivers, DateTimeOffset? WindowEnds, IReadOnlyList<ReportNote> Notes)
{
    public static AuditView Of(AuditReport report, SiteNames names, AuditRules rules, IReadOnlyList<ReportNote> notes)
    {
        var lastMessage = report.Evidence.LastOrDefault(record => record.What is MessageAccepted);
        return new(
            report,
            [.. report.Outcomes.Select(outcome => ReceiverView.Of(outcome, report, names, rules, notes))],
            lastMessage is null ? null : lastMessage.At + rules.RetryWindow,
            notes);
    }
}

/// <summary>One receiver: its row of the matrix, and all that was seen of the sender there.</summary>
public sealed record ReceiverView(
    Receiver Row, ReceiverOutcome Outcome, string Address, DateTimeOffset? ProbeFrom, IReadOnlyList<TimelineEntry> Timeline)
{
    internal static ReceiverView Of(
        ReceiverOutcome outcome, AuditReport report, SiteNames names, AuditRules rules, IReadOnlyList<ReportNote> notes)
    {
        var letter = outcome.Receiver;
        var row = Catalogue.Find(letter) ?? throw new InvalidOperationException($"The catalogue has no receiver {letter}.");
        var probeFrom = outcome.Primed + rules.Settle;
        return new(row, outcome, names.Address(report.Token, letter), probeFrom, TimelineEntry.SeenAt(outcome, probeFrom, report, notes));
    }
}
