using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Runs;

/// <summary>What a run sets out to do.</summary>
/// <param name="Timeout">How long it watches at most.</param>
/// <param name="MailsItself">Whether it mails both rounds, or the auditor does.</param>
/// <param name="Suite">Which of the testbed's scenarios are mailed.</param>
/// <param name="AcceptsSoFar">Whether it ends with Full support that is so far only.</param>
internal sealed record AuditPlan(AuditToken Token, Uri Api, SiteDescription Site, TimeSpan Timeout, bool MailsItself, bool AcceptsSoFar = false, string Suite = "study")
{
    /// <summary>What is mailed.</summary>
    public IReadOnlyList<ReceiverDescription> Receivers => Site.ReceiversOf(Suite) ?? Site.Receivers;

    /// <summary>Where a browser shows the audit.</summary>
    public Uri Page => new(Api, $"audits/{Token}");

    /// <summary>The command that takes the audit up again.</summary>
    public string Resume => $"audit run --token {Token} --api {Api}{(Suite == Model.Scenarios.Suite.Study.Name ? "" : $" --suite {Suite}")}";

    public string AddressAt(ReceiverDescription receiver) => $"{Token}@{receiver.Domain}";
}
