using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>
/// Equal for one report that came twice: RFC 8460 §3, a sender may report to both of the addresses it is given. A report-id alone is
/// not enough, since some reporters use one for all domains, or for every day.
/// </summary>
/// <param name="Id">The report-id; the whole text of a report without one.</param>
/// <param name="Domains">What its policies are about, one a line, in order.</param>
public sealed record ReportIdentity(string? Organization, string Id, DateTimeOffset? Begin, DateTimeOffset? End, string Domains)
{
    /// <param name="text">The report as it came.</param>
    /// <param name="parts">Its policies, each with the receiver that it is about.</param>
    public static ReportIdentity Of(TlsReport report, string text, IEnumerable<(ReportedPolicy Policy, Receiver? Receiver)> parts) => new(
        report.OrganizationName,
        report.ReportId is { Length: > 0 } id ? id : text.Trim(),
        report.Begin,
        report.End,
        string.Join('\n', parts.Select(part => part.Receiver?.Name.ToString() ?? NameOf(part.Policy)).Order(StringComparer.Ordinal)));

    private static string NameOf(ReportedPolicy policy) =>
        DomainName.TryParse(policy.PolicyDomain, out var domain) ? domain.Value : policy.PolicyDomain ?? "";
}
