using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>A row of the table of the original study: a provider, and what its published audit shows now.</summary>
/// <param name="InboundAt">When its domain was checked; null: it was not.</param>
/// <param name="PublishedAt">When its owner published it.</param>
public sealed record ProviderRow(
    AuditToken Token,
    string Provider,
    DomainName? Domain,
    InboundFinding Inbound,
    DateTimeOffset? InboundAt,
    IReadOnlyList<ReceiverOutcome> Outcomes,
    SupportLabel Label,
    DateTimeOffset PublishedAt);
