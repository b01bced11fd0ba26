using System.Collections.Immutable;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Stack.Site;

/// <summary>The receivers as a table of the stack's outputs.</summary>
internal static class ReceiverRow
{
    public static ImmutableArray<ImmutableDictionary<string, string>> Of(SiteNames names, SitePlacement placement, ImmutableArray<DropletAddresses> addresses) =>
    [
        .. from host in placement.Hosts
           from placed in host.Receivers
           orderby placed.Receiver.Name
           select new Dictionary<string, string>
           {
               ["letter"] = placed.Receiver.Name.ToString(),
               ["mailDomain"] = names.MailDomain(placed.Receiver.Name).Value,
               ["mailHost"] = names.MailHost(placed.Receiver.Name).Value,
               ["address"] = addresses[host.Number - 1].Published(placed).ToString(),
               ["policy"] = placed.Receiver.Policy is null ? "none published" : $"https://{names.PolicyHost(placed.Receiver.Name)}/.well-known/mta-sts.txt",
               ["compliantSender"] = placed.Receiver.Expected.ToString(),
               ["intent"] = placed.Receiver.Intent,
           }.ToImmutableDictionary(),
    ];
}
