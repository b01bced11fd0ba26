using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Postfix;

/// <summary>Every settings file of one receiver, from its row in the catalogue.</summary>
public static class PostfixSettings
{
    public static IReadOnlyList<PostfixFile> Render(Receiver receiver, SiteNames names, PostfixHost host) =>
        [
            new("main.cf", MainCf.Print(receiver, names, host)),
            new("master.cf", MasterCf.Print(host)),
            new("recipients", RecipientTable.Print(names.MailDomain(receiver.Letter), receiver.TakesReports)),
            new("recipient-words", RecipientWords.Print(receiver, names)),
            new("server-names", ""),
            new("rsyslog.conf", RsyslogConf.Print(names.MailHost(receiver.Letter), host.Collector)),
        ];
}
