using System.Net.Mail;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>How sure it is that a statement of a report is about the sender of an audit.</summary>
internal enum ReportTie
{
    None,

    /// <summary>It names an address of the sender's network, which may be a neighbour's.</summary>
    Near,

    Firm,
}

/// <summary>Ties the statements of one report to the clients of an audit's sender.</summary>
internal sealed class ReportTies
{
    private readonly AuditedClients clients;
    private readonly bool isOfOrganization;
    private readonly bool namesClient;

    public ReportTies(AuditedClients clients, TlsReport report, ReportSignature? signature)
    {
        this.clients = clients;
        isOfOrganization = ReportersOf(report, signature).Any(clients.AreOf);
        namesClient = report.Policies.SelectMany(policy => policy.Failures).Any(failure => failure.SendingMtaIp is { } address && clients.Have(address));
    }

    /// <remarks>RFC 8460 §4.4: the address may be left out, and the largest reporters leave it empty. Then the report as a whole has to tell.</remarks>
    public ReportTie Of(FailureDetail failure) => failure.SendingMtaIp switch
    {
        null => isOfOrganization || namesClient ? ReportTie.Firm : ReportTie.None,
        var address when clients.Have(address) => ReportTie.Firm,
        var address when clients.AreNear(address) => isOfOrganization ? ReportTie.Firm : ReportTie.Near,
        _ => ReportTie.None,
    };

    // A valid signature says who reports; without one there is only the reporter's word.
    private static IEnumerable<DomainName> ReportersOf(TlsReport report, ReportSignature? signature)
    {
        string?[] names = signature is { Result: SignatureResult.Valid } ? [signature.Domain] : [report.OrganizationName, DomainOf(report.ContactInfo)];
        foreach (var name in names)
        {
            if (DomainName.TryParse(name, out var domain))
            {
                yield return domain;
            }
        }
    }

    private static string? DomainOf(string? contact) => MailAddress.TryCreate(contact, out var address) ? address.Host : null;
}
