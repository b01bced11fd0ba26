using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Postfix;

/// <summary>The local parts a receiver accepts, as a <c>regexp</c> table that Postfix looks addresses up in.</summary>
public static class RecipientTable
{
    /// <summary>The mailboxes to which a CA may write to validate a domain (CA/Browser Forum Baseline Requirements §3.2.2.4.4).</summary>
    public static IReadOnlyList<string> DomainValidationMailboxes { get; } =
        ["admin", "administrator", "webmaster", "hostmaster", "postmaster"];

    public static string Print(DomainName mailDomain, bool takesReports)
    {
        var domain = mailDomain.Value.Replace(".", @"\.", StringComparison.Ordinal);
        return $$"""
            # Any UUID is an audit token.
            /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@{{domain}}$/ accepted
            # The mailboxes of domain validation.
            /^({{string.Join('|', DomainValidationMailboxes)}})@{{domain}}$/ accepted
            {{(takesReports ? $"# TLS reports by mail, RFC 8460 §5.3.\n/^{SiteNames.ReportLocalPart}@{domain}$/ accepted" : "# TLS reports by mail go elsewhere.")}}

            """;
    }
}
