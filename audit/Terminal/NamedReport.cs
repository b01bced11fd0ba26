using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>A report, and what to call its sender.</summary>
internal sealed record NamedReport(string Name, AuditReport Report)
{
    /// <summary>Named by what the evidence says of the sender: its verified host domain or name, or else its address.</summary>
    public static NamedReport Of(AuditReport report)
    {
        var clients = report.Evidence.Select(record => record.What).OfType<MessageAccepted>().Select(message => message.Client).ToList();
        var client = clients.Find(one => one.VerifiedHostName is not null) ?? clients.FirstOrDefault();
        return new(
            client is null ? "not met yet" : SenderIdentity.HostDomainOf(client.VerifiedHostName, client.Address) ?? client.VerifiedHostName ?? client.Address.ToString(),
            report);
    }
}
