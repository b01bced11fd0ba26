using System.Collections.Immutable;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Placement;

namespace MtaStsAudit.Stack.Site;

/// <summary>The receivers as a table of the stack's outputs.</summary>
internal static class ReceiverRow
{
    public static ImmutableArray<ImmutableDictionary<string, string>> Of(SiteNames names, SitePlacement placement, ImmutableArray<DropletAddresses> addresses) =>
    [
        .. from host in placement.Hosts
           from placed in host.Receivers
           orderby placed.Receiver.Letter
           select new Dictionary<string, string>
           {
               ["letter"] = placed.Receiver.Letter.ToString(),
               ["mailDomain"] = names.MailDomain(placed.Receiver.Letter).Value,
               ["mailHost"] = names.MailHost(placed.Receiver.Letter).Value,
               ["address"] = addresses[host.Number - 1].Published(placed).ToString(),
               ["policy"] = placed.Receiver.Policy is null ? "none published" : $"https://{names.PolicyHost(placed.Receiver.Letter)}/.well-known/mta-sts.txt",
               ["compliantSender"] = placed.Receiver.Expected.ToString(),
               ["intent"] = placed.Receiver.Intent,
           }.ToImmutableDictionary(),
    ];
}
