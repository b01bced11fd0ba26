using System.Net;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Compose;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Cloud;

/// <summary>The compose file of a host on the internet: every service on the host's own network.</summary>
internal static class CloudCompose
{
    private const string HostNetwork = "host";

    public static string Print(PlacedHost host, SiteNames names, SessionRoom room, IReadOnlyList<BundleFile> files, bool hasTunnel)
    {
        var services = new Dictionary<string, ComposeService>();
        if (hasTunnel)
        {
            services["tunnel"] = ComposeServices.Tunnel(files, Build("tunnel")) with { NetworkMode = HostNetwork };
        }

        if (host.RunsCollector)
        {
            services[ComposeServices.CollectorName] = ComposeServices.Collector(files, Build("collector")) with { NetworkMode = HostNetwork };
        }

        foreach (var service in Services(host, names, room))
        {
            services[ComposeServices.NameOf(service)] = ComposeServices.Receiver(service, files) with { NetworkMode = HostNetwork };
        }

        return ComposeYaml.Print(new()
        {
            Services = services,
            Volumes = host.RunsCollector ? new Dictionary<string, ComposeVolume> { ["evidence"] = new() } : null,
        });
    }

    private static IEnumerable<ReceiverService> Services(PlacedHost host, SiteNames names, SessionRoom room) =>
        host.OfStudy.Select(placed => Service(placed, names, room)).Concat(host.Shared.Any() ? [Shared(host, names, room.AtMost(SessionRoom.OfShared))] : []);

    private static ReceiverService Service(PlacedReceiver placed, SiteNames names, SessionRoom room) => new(
        placed.Receiver.Name.Value,
        names.MailHost(placed.Receiver),
        Build("postfix"),
        room,
        [.. ComposeServices.CertificateVolume(placed.Receiver, names.MailHost(placed.Receiver))])
    {
        Environment = HealthAt(CloudBundle.LoopbackOf(placed.Receiver)),
    };

    private static ReceiverService Shared(PlacedHost host, SiteNames names, SessionRoom room) => new(
        SharedReceivers.Name,
        names.MailHost(new ReceiverName(SharedReceivers.Name)),
        Build("postfix"),
        room,
        [.. CloudBundle.FoldersOf(host, names).Select(folder => $"./certificates/{folder}:/etc/postfix/certificates/{folder}:ro")])
    {
        Environment = HealthAt(CloudBundle.SharedLoopback),
    };

    private static Dictionary<string, string> HealthAt(IPAddress address) => new() { ["HEALTH_ADDRESS"] = address.ToString() };

    // The droplet's firewall lets only port 443 out. By the label, images that a redeployment left behind are found.
    private static ComposeBuild Build(string image) => new($"./images/{image}")
    {
        Args = new Dictionary<string, string> { ["DEBIAN_MIRROR"] = "${DEBIAN_MIRROR:-https://deb.debian.org}" },
        Labels = new Dictionary<string, string> { ["mta-sts-audit.image"] = image },
    };
}
