using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>The part of an audit's page that changes by itself, as of some moment.</summary>
/// <param name="Version">Tells whether a page shows this state already: the digest of the HTML.</param>
/// <param name="NextChange">When it will change without new evidence: a settling time or the retry window is over. Null: it will not.</param>
internal sealed record LiveState(AuditReport Report, string Html, string Version, DateTimeOffset? NextChange);
