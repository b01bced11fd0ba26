using System.Text.RegularExpressions;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>
/// What is said around a report of the domain that it is about. Some reports themselves do not say it, those on domains without a
/// policy above all.
/// </summary>
public static partial class ReportedNames
{
    /// <summary>Names that may be the domain's, the one to be trusted most first; some may be no names at all.</summary>
    public static IReadOnlyList<string> Around(TlsReport report, ReportEnvelope? envelope) =>
    [
        .. new[] { envelope?.Domain, InSubject(envelope?.Subject), InFileName(envelope?.FileName) }.OfType<string>(),
        // Last, since an id is whatever the reporter likes; a name of ours in it is there for a reason.
        .. (report.ReportId ?? "").Split([.. IdSeparators], StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>The domain in <c>Report Domain: DOMAIN Submitter: DOMAIN Report-ID: ID</c>; null when it is not of that form.</summary>
    // RFC 8460 §5.3
    public static string? InSubject(string? subject) =>
        ReportDomain().Match(subject ?? "") is { Success: true } match ? match.Groups["domain"].Value : null;

    /// <summary>The domain in <c>REPORTER!DOMAIN!BEGIN!END.json.gz</c>; null when the name is not of that form.</summary>
    // RFC 8460 §5.1
    public static string? InFileName(string? fileName) =>
        (fileName ?? "").Replace("%21", "!", StringComparison.Ordinal).Split('!') is [_, var domain, _, ..] ? domain.Trim() : null;

    private const string IdSeparators = "_!@<>/:;,=+ ";

    [GeneratedRegex(@"report[\s-]*domain\s*:\s*[<""']?(?<domain>[A-Za-z0-9.-]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ReportDomain();
}
