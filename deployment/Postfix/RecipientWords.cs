using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>
/// What a sender is told of an address that is nearly right, as a <c>regexp</c> table for <c>check_recipient_access</c>: the words end up
/// in the bounce that the auditor reads. It only refuses; who is accepted stands in <see cref="RecipientTable"/>.
/// </summary>
public static class RecipientWords
{
    private const string Given = "the UUID as the web page or the command line gave it";

    internal static string Print(RecipientDomain domain, bool takesReports)
    {
        var at = $"@{domain.Pattern}$/";
        // RFC 3463 §3.2: 5.1.1 is a bad mailbox, 5.1.2 a bad system.
        return $$"""
            # The first that matches counts. Those that are accepted:
            {{RecipientTable.Patterns(domain, takesReports, "DUNNO")}}
            # A tag behind the token (subaddress, RFC 5233), or what a mail program pasted around it.
            /^({{RecipientTable.Token}})[+=_.-].*{{at}} 550 5.1.1 An audit's address has no tag or other addition: mail to $1@{{domain.Text(1)}}
            /^.*[^0-9a-f-]({{RecipientTable.Token}}){{at}} 550 5.1.1 An audit's address begins with its UUID: mail to $1@{{domain.Text(1)}}
            /^.*({{RecipientTable.Token}}).*{{at}} 550 5.1.1 An audit's address is its UUID alone: mail to $1@{{domain.Text(1)}}
            /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?{{at}} 550 5.1.1 An audit's UUID is written with its hyphens and nothing around it: mail to $1-$2-$3-$4-$5@{{domain.Text(5)}}
            /^[0-9a-z-]{20,50}(\+.*)?{{at}} 550 5.1.1 This is no UUID, which has 8-4-4-4-12 hexadecimal digits: mail to UUID@{{domain.Text(1)}}, {{Given}}
            /{{at}} 550 5.1.1 There is no such mailbox: mail for an audit goes to UUID@{{domain.Text(0)}}, {{Given}}

            """;
    }

    /// <summary>
    /// The name of the MX host is no mail domain; without an MX record of its own, mail for it comes here (RFC 5321 §5.1). It stands
    /// before the other lines.
    /// </summary>
    /// <param name="names">How the host and its mail domain are told apart.</param>
    internal static string PrintHosts(RecipientDomain domain, string names) =>
        $"/^({RecipientTable.Token})(\\+.*)?@{domain.HostPattern}$/ 550 5.1.2 {names}\n";
}
