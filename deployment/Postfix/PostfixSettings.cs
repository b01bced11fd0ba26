using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>Every settings file of one receiver, from its row in the catalogue.</summary>
public static class PostfixSettings
{
    public static IReadOnlyList<PostfixFile> Render(Receiver receiver, SiteNames names, PostfixHost host) =>
        [
            new("main.cf", MainCf.Print(receiver, names, host)),
            new("master.cf", MasterCf.Print(host)),
            new("recipients", RecipientTable.Print(RecipientDomain.Of(receiver, names), receiver.TakesReports)
                + (receiver.TakesReports ? RecipientTable.OfSite(names, "accepted") : "")),
            new("recipient-words", RecipientWords.PrintHosts(RecipientDomain.Of(receiver, names),
                $"{names.MailHost(receiver)} is a mail server, and no mail domain: mail to $1@{names.MailDomain(receiver.Scenario)}")
                + RecipientWords.Print(RecipientDomain.Of(receiver, names), receiver.TakesReports)),
            new("server-names", ""),
            new("rsyslog.conf", RsyslogConf.Print(names.MailHost(receiver), host.Collector)),
        ];
}
