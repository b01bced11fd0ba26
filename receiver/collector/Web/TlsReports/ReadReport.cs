using System.Numerics;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.Web.TlsReports;

/// <summary>A TLS report as it was received and, if it can be read, what it says.</summary>
/// <param name="Report">Null when it cannot be read.</param>
/// <param name="Fault">Why it cannot be read.</param>
/// <param name="Signature">What its mail's signature is worth; null when that is not known, and for reports that were posted.</param>
public sealed record ReadReport(
    EvidenceRecord Record, TlsReportReceived Received, TlsReport? Report, string? Fault, IReadOnlyList<ReportedPart> Parts, ReportSignature? Signature)
{
    internal static ReadReport Of(EvidenceRecord record, SiteNames names, ReportSignature? signature = null)
    {
        var received = (TlsReportReceived)record.What;
        var parsed = TlsReportParser.Parse(received.Report);
        var around = parsed.Value is { } report ? ReportedNames.Around(report, received.Envelope) : [];
        return new(
            record,
            received,
            parsed.Value,
            parsed.Error,
            [.. (parsed.Value?.Policies ?? []).Select(policy => new ReportedPart(policy, ReportedReceiver.Of(names, Catalogue.Receivers, policy, around)))],
            signature);
    }

    /// <summary>The same for one report that came twice, by mail and by POST say; null when it cannot be read.</summary>
    internal ReportIdentity? Identity =>
        Report is null ? null : ReportIdentity.Of(Report, Received.Report, Parts.Select(part => (part.Policy, part.Receiver)));

    public ReportStanding Standing => ReportStandings.Of(Received, Signature);

    public bool ByMail => Received.Envelope?.ByMail == true;

    public string Organisation => Report?.OrganizationName ?? "(no name given)";

    /// <summary>The day that the report is about, or else the day it came.</summary>
    public DateOnly Day => DateOnly.FromDateTime((Report?.Begin ?? Record.At).UtcDateTime);

    // The counts are the reporter's and may be anything; their sum must not wrap around.
    public BigInteger Successful => Sum(part => part.Policy.Successful);

    public BigInteger Failed => Sum(part => part.Policy.Failed);

    private BigInteger Sum(Func<ReportedPart, long> count) =>
        Parts.Aggregate(BigInteger.Zero, (sum, part) => sum + count(part));
}

/// <summary>What a report says of one policy.</summary>
/// <param name="Receiver">The receiver that it is about; null: none of this testbed.</param>
public sealed record ReportedPart(ReportedPolicy Policy, Receiver? Receiver);
