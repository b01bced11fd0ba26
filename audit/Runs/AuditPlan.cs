using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Audit.Runs;

/// <summary>What a run sets out to do.</summary>
/// <param name="Timeout">How long it watches at most.</param>
/// <param name="MailsItself">Whether it mails both rounds, or the auditor does.</param>
/// <param name="AcceptsSoFar">Whether it ends with Full support that is so far only.</param>
internal sealed record AuditPlan(AuditToken Token, Uri Api, SiteDescription Site, TimeSpan Timeout, bool MailsItself, bool AcceptsSoFar = false)
{
    public string AddressAt(ReceiverDescription receiver) => $"{Token}@{receiver.Domain}";
}
