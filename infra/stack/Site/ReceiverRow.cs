using System.Collections.Immutable;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Stack.Site;

/// <summary>The receivers as a table of the stack's outputs.</summary>
internal static class ReceiverRow
{
    public static ImmutableArray<ImmutableDictionary<string, string>> Of(SiteNames names, SitePlacement placement, ImmutableArray<HostAddresses> addresses) =>
    [
        .. from host in placement.Hosts
           from placed in host.Receivers
           orderby placed.Receiver.Name
           select new Dictionary<string, string>
           {
               ["letter"] = placed.Receiver.Name.ToString(),
               ["mailDomain"] = names.MailDomain(placed.Receiver.Scenario).Value,
               ["mailHost"] = names.MailHost(placed.Receiver).Value,
               ["address"] = addresses[host.Number - 1].Published(placed).ToString(),
               ["policy"] = Catalogue.FindScenario(placed.Receiver.Scenario)?.Sts is null ? "none published" : $"https://{names.PolicyHost(placed.Receiver.Scenario)}/.well-known/mta-sts.txt",
               ["compliantSender"] = placed.Receiver.Expected.ToString(),
               ["intent"] = placed.Receiver.Intent,
           }.ToImmutableDictionary(),
    ];
}
