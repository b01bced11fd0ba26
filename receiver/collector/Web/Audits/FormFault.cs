namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>Why a form of an audit's page changed nothing, told on that page with what was typed.</summary>
/// <param name="Advice">A sentence or two.</param>
/// <param name="Provider">As it was typed; null where the form has no such field.</param>
/// <param name="Domain">As it was typed.</param>
public sealed record FormFault(int Status, string Title, string Advice, string? Provider = null, string? Domain = null);
