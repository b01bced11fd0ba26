using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Postfix;

/// <summary>
/// What a sender is told of an address that is nearly right, as a <c>regexp</c> table for <c>check_recipient_access</c>: the words end up
/// in the bounce that the auditor reads. It only refuses; who is accepted stands in <see cref="RecipientTable"/>.
/// </summary>
public static class RecipientWords
{
    private const string Given = "the UUID as the web page or the command line gave it";

    public static string Print(Receiver receiver, SiteNames names)
    {
        var mailDomain = names.MailDomain(receiver.Letter);
        var (domain, host) = (RecipientTable.Escaped(mailDomain), RecipientTable.Escaped(names.MailHost(receiver.Letter)));
        // RFC 3463 §3.2: 5.1.1 is a bad mailbox, 5.1.2 a bad system.
        return $$"""
            # The first that matches counts. Those that are accepted:
            {{RecipientTable.Patterns(mailDomain, receiver.TakesReports, "DUNNO")}}
            # A tag behind the token (subaddress, RFC 5233), or what a mail program pasted around it.
            /^({{RecipientTable.Token}})[+=_.-].*@{{domain}}$/ 550 5.1.1 An audit's address has no tag or other addition: mail to $1@{{mailDomain}}
            /^.*[^0-9a-f-]({{RecipientTable.Token}})@{{domain}}$/ 550 5.1.1 An audit's address begins with its UUID: mail to $1@{{mailDomain}}
            /^.*({{RecipientTable.Token}}).*@{{domain}}$/ 550 5.1.1 An audit's address is its UUID alone: mail to $1@{{mailDomain}}
            # The name of the MX host is no mail domain; without an MX record of its own, mail for it comes here (RFC 5321 section 5.1).
            /^({{RecipientTable.Token}})(\+.*)?@{{host}}$/ 550 5.1.2 {{names.MailHost(receiver.Letter)}} is a mail server, and no mail domain: mail to $1@{{mailDomain}}
            /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?@{{domain}}$/ 550 5.1.1 An audit's UUID is written with its hyphens and nothing around it: mail to $1-$2-$3-$4-$5@{{mailDomain}}
            /^[0-9a-z-]{20,50}(\+.*)?@{{domain}}$/ 550 5.1.1 This is no UUID, which has 8-4-4-4-12 hexadecimal digits: mail to UUID@{{mailDomain}}, {{Given}}
            /@{{domain}}$/ 550 5.1.1 There is no such mailbox: mail for an audit goes to UUID@{{mailDomain}}, {{Given}}

            """;
    }
}
