using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>All that a verdict is a function of.</summary>
/// <param name="Records">
/// The audit's messages and what else was seen of the same sender meanwhile; records of other audits among them are left out.
/// Looks of the testbed at itself that were recorded then are among them.
/// </param>
/// <param name="LookedAt">When the testbed last looked at itself; null: never.</param>
/// <param name="LooksAtItself">Whether it goes on doing so: blame waits for a look that will come.</param>
public sealed record AuditQuestion(
    AuditToken Token,
    IReadOnlyList<EvidenceRecord> Records,
    IReadOnlyList<Receiver> Receivers,
    AuditRules Rules,
    DateTimeOffset Now,
    InboundFinding Inbound = InboundFinding.NotChecked,
    DateTimeOffset? LookedAt = null,
    bool LooksAtItself = false);
