using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>The answer to an audit, with all that it rests on.</summary>
/// <param name="ProbeFrom">From when on mail to every receiver that was met counts; null while none was met.</param>
/// <param name="Reason">Why the finding is what it is, in one or two sentences.</param>
/// <param name="Sections">The RFC sections that the finding applies.</param>
/// <param name="PolicyFetches">How many policy fetches came from the sender's own networks. Supports a verdict, decides none.</param>
/// <param name="Evidence">All records of the audit, in the order they were committed; <see cref="ReceiverOutcome.Evidence"/> names them by id.</param>
public sealed record AuditReport(
    AuditToken Token,
    AuditPhase Phase,
    DateTimeOffset? ProbeFrom,
    IReadOnlyList<ReceiverOutcome> Outcomes,
    OutboundFinding Outbound,
    InboundFinding Inbound,
    SupportLabel Label,
    string Reason,
    IReadOnlyList<string> Sections,
    int PolicyFetches,
    IReadOnlyList<EvidenceRecord> Evidence);
