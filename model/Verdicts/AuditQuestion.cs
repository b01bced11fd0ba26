using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>All that a verdict is a function of.</summary>
/// <param name="Records">
/// The audit's messages and what else was seen of those who sent them: sessions, policy fetches, names that DNS confirmed, mail of other
/// audits, and the testbed's self-checks of that time.
/// </param>
/// <param name="Receivers">The receivers that an outcome is wanted of.</param>
/// <param name="CheckedAt">When the testbed's last self-check began; null: never.</param>
/// <param name="ChecksItself">Whether it goes on checking itself: blame waits for a self-check that will come.</param>
/// <param name="InboundDomain">The domain that <paramref name="Inbound"/> is about, as the audit's owner named it.</param>
/// <param name="OwnSender">Which of several senders the audit is about, as its owner said: a client, or an organisational domain. Null: the one that met most receivers.</param>
/// <param name="Suite">Whose rule reads the outcomes; null: the study's.</param>
/// <param name="RecordsNotRead">How many records of the audit and its senders are not in <paramref name="Records"/>, because there are too many.</param>
public sealed record AuditQuestion(
    AuditToken Token,
    IReadOnlyList<EvidenceRecord> Records,
    IReadOnlyList<Receiver> Receivers,
    AuditRules Rules,
    DateTimeOffset Now,
    InboundFinding Inbound = InboundFinding.NotChecked,
    DateTimeOffset? CheckedAt = null,
    bool ChecksItself = false,
    DomainName? InboundDomain = null,
    string? OwnSender = null,
    Suite? Suite = null,
    int RecordsNotRead = 0);
