using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>The local parts a receiver accepts, as a <c>regexp</c> table that Postfix looks addresses up in.</summary>
/// <remarks>Postfix looks up an address without its quotes and its source route, and without regard to case.</remarks>
public static class RecipientTable
{
    /// <summary>A token as a regular expression.</summary>
    internal const string Token = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    /// <summary>The mailboxes to which a CA may write to validate a domain (CA/Browser Forum Baseline Requirements §3.2.2.4.4).</summary>
    public static IReadOnlyList<string> DomainValidationMailboxes { get; } =
        ["admin", "administrator", "webmaster", "hostmaster", "postmaster"];

    /// <summary>Who is told that something is amiss: RFC 5321 §4.5.1, RFC 2142 §4.</summary>
    public static IReadOnlyList<string> OperatorsMailboxes { get; } = ["postmaster", "abuse"];

    internal static string Print(RecipientDomain domain, bool takesReports) =>
        $"""
        {Patterns(domain, takesReports, "accepted")}

        """;

    /// <summary>The mailboxes of the testbed itself, at the receiver that takes their mail.</summary>
    internal static string OfSite(SiteNames names, string result) =>
        $"""
        # Mail to the operator.
        /^({string.Join('|', OperatorsMailboxes)})@{RecipientDomain.Escaped(names.Site)}$/ {result}

        """;

    /// <param name="result">What the table answers.</param>
    internal static string Patterns(RecipientDomain domain, bool takesReports, string result) =>
        $"""
        # Any UUID is an audit token.
        /^{Token}@{domain.Pattern}$/ {result}
        # The mailboxes of domain validation, and those of the operator.
        /^({string.Join('|', DomainValidationMailboxes.Union(OperatorsMailboxes))})@{domain.Pattern}$/ {result}
        {(takesReports ? $"# TLS reports by mail, RFC 8460 §5.3.\n/^{SiteNames.ReportLocalPart}@{domain.Pattern}$/ {result}" : "# TLS reports by mail go elsewhere.")}
        """;
}
