using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Cloud;

/// <summary>The compose file of a host on the internet: every service on the host's own network.</summary>
internal static class CloudCompose
{
    private const string HostNetwork = "network_mode: host";

    public static string Print(PlacedHost host, SiteNames names, SessionRoom room, IReadOnlyList<BundleFile> files, bool hasTunnel) =>
        $$"""
        {{ComposeServices.Contained}}
        services:
        {{(hasTunnel ? ComposeServices.Tunnel(files, Build("tunnel"), HostNetwork) + "\n" : "")}}{{(host.RunsCollector ? ComposeServices.Collector(files, Build("collector"), [], HostNetwork) + "\n" : "")}}{{string.Join('\n', Services(host, names, room).Select(service => ComposeServices.Receiver(service, files)))}}
        {{(host.RunsCollector ? "volumes:\n  evidence:\n" : "")}}
        """;

    private static IEnumerable<ReceiverService> Services(PlacedHost host, SiteNames names, SessionRoom room) =>
        host.OfStudy.Select(placed => Service(placed, names, room)).Concat(host.Shared.Any() ? [Shared(host, names, room.AtMost(SessionRoom.OfShared))] : []);

    private static ReceiverService Service(PlacedReceiver placed, SiteNames names, SessionRoom room) => new(
        placed.Receiver.Name.Value,
        names.MailHost(placed.Receiver),
        Build("postfix"),
        room,
        [.. ComposeServices.CertificateVolume(placed.Receiver, names.MailHost(placed.Receiver))],
        HostNetwork,
        $$"""environment: { HEALTH_ADDRESS: {{CloudBundle.LoopbackOf(placed.Receiver)}} }""");

    private static ReceiverService Shared(PlacedHost host, SiteNames names, SessionRoom room) => new(
        SharedReceivers.Name,
        names.MailHost(new ReceiverName(SharedReceivers.Name)),
        Build("postfix"),
        room,
        [.. CloudBundle.FoldersOf(host, names).Select(folder => $"./certificates/{folder}:/etc/postfix/certificates/{folder}:ro")],
        HostNetwork,
        $$"""environment: { HEALTH_ADDRESS: {{CloudBundle.SharedLoopback}} }""");

    // The droplet's firewall lets only port 443 out. By the label, images that a redeployment left behind are found.
    private static string Build(string image) =>
        $$"""{ context: ./images/{{image}}, args: { DEBIAN_MIRROR: "${DEBIAN_MIRROR:-https://deb.debian.org}" }, labels: { mta-sts-audit.image: {{image}} } }""";
}
