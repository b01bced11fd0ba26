using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>A report in the store that can be read and is not set aside.</summary>
/// <param name="Parts">What it says of each policy, with the receiver that it is about; null: none of this testbed.</param>
internal sealed record StoredReport(
    EvidenceRecord Record,
    TlsReport Told,
    ReportStanding Standing,
    ReportSignature? Signature,
    IReadOnlyList<(ReportedPolicy Policy, Receiver? Receiver)> Parts,
    ReportIdentity Identity)
{
    /// <summary>Those among the records, each once: the copy that counts most.</summary>
    public static IEnumerable<StoredReport> In(IEnumerable<EvidenceRecord> records, SiteNames names, IReadOnlyList<Receiver> receivers)
    {
        var all = records.ToList();
        var signatures = ReportStandings.SignaturesIn(all);
        return all.Where(record => record.What is TlsReportReceived)
            .Select(record => Of(record, signatures.GetValueOrDefault(record.Id), names, receivers))
            .OfType<StoredReport>()
            .OrderBy(stored => stored.Standing)
            .DistinctBy(stored => stored.Identity);
    }

    private static StoredReport? Of(EvidenceRecord record, ReportSignature? signature, SiteNames names, IReadOnlyList<Receiver> receivers)
    {
        var received = (TlsReportReceived)record.What;
        var standing = ReportStandings.Of(received, signature);
        if (standing == ReportStanding.SetAside || TlsReportParser.Parse(received.Report).Value is not { } told)
        {
            return null;
        }

        var parts = PartsOf(told, received.Envelope, names, receivers);
        return new(record, told, standing, signature, parts, ReportIdentity.Of(told, received.Report, parts));
    }

    internal static IReadOnlyList<(ReportedPolicy Policy, Receiver? Receiver)> PartsOf(
        TlsReport told, ReportEnvelope? envelope, SiteNames names, IReadOnlyList<Receiver> receivers)
    {
        var around = ReportedNames.Around(told, envelope);
        return [.. told.Policies.Select(policy => (policy, ReportedReceiver.Of(names, receivers, policy, around)))];
    }
}
