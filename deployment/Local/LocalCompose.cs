using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Compose;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Local;

/// <summary>The compose file of the local testbed: a bridge network with static addresses.</summary>
internal static class LocalCompose
{
    private const string NetworkName = "testbed";

    private static readonly string[] SharedVolumes = ["intake:/intake:ro", "./dns/resolv.conf:/etc/resolv.conf:ro"];

    public static string Print(LocalSite site, IReadOnlyList<Receiver> receivers, IReadOnlyList<BundleFile> files)
    {
        List<Receiver> shared = [.. receivers.Where(receiver => !receiver.Name.IsOfStudy)];
        var services = new Dictionary<string, ComposeService>
        {
            ["dns"] = Dns(files),
            [ComposeServices.CollectorName] = ComposeServices.Collector(
                files, new("./images/collector"), "intake:/intake", "./dns/resolv.conf:/etc/resolv.conf:ro", $"./ca/trusted.pem:{LocalBundle.TrustedRoots}:ro") with
            {
                Networks = At(LocalSite.Collector),
            },
        };
        foreach (var receiver in receivers.Where(receiver => receiver.Name.IsOfStudy))
        {
            Add(Service(site, receiver), LocalSite.Receiver(receiver.Name));
        }

        if (shared.Count > 0)
        {
            Add(Shared(site, shared), LocalSite.SharedReceivers);
        }

        if (shared.Exists(receiver => receiver.Channel is not null))
        {
            services["front"] = Front(files);
        }

        return ComposeYaml.Print(new()
        {
            Services = services,
            Volumes = new Dictionary<string, ComposeVolume> { ["evidence"] = new(), ["intake"] = new() },
            Networks = new Dictionary<string, ComposeNetwork>
            {
                [NetworkName] = new(LocalSite.Network, new([new(LocalSite.SubnetV4, $"{LocalSite.GatewayV4}"), new(LocalSite.SubnetV6, $"{LocalSite.GatewayV6}")])),
            },
        });

        void Add(ReceiverService service, HostAddresses host) => services[ComposeServices.NameOf(service)] = ComposeServices.Receiver(service, files) with { Networks = At(host) };
    }

    private static ComposeService Dns(IReadOnlyList<BundleFile> files) => new()
    {
        Image = "mta-sts-audit/dns",
        Build = new("./images/dns"),
        CapAdd = ["NET_BIND_SERVICE"],
        Tmpfs = ["/run/knot:uid=0,mode=1777,size=64m", "/tmp:size=16m"],
        Limits = ContainerLimits.Dns,
        Volumes = ["./dns:/etc/knot:ro"],
        Labels = ComposeServices.LabelsOf(files, "dns/"),
        Networks = At(LocalSite.Dns),
    };

    // It has the network of the Postfix behind it: that one's ports for it are on loopback, where nothing else comes.
    private static ComposeService Front(IReadOnlyList<BundleFile> files) => new()
    {
        Image = "mta-sts-audit/front",
        Build = new("./images/front"),
        NetworkMode = $"service:receiver-{SharedReceivers.Name}",
        Tmpfs = ["/tmp:size=16m"],
        Limits = ContainerLimits.Front,
        Volumes = ["./front:/etc/front:ro"],
        Labels = ComposeServices.LabelsOf(files, "front/"),
    };

    private static ReceiverService Service(LocalSite site, Receiver receiver) => new(
        receiver.Name.Value,
        site.Names.MailHost(receiver),
        new("./images/postfix"),
        SessionRoom.Ample,
        [.. ComposeServices.CertificateVolume(receiver, site.Names.MailHost(receiver)), .. SharedVolumes]);

    private static ReceiverService Shared(LocalSite site, IEnumerable<Receiver> receivers) => new(
        SharedReceivers.Name,
        site.Names.MailHost(new ReceiverName(SharedReceivers.Name)),
        new("./images/postfix"),
        SessionRoom.OfShared,
        ["./certificates:/etc/postfix/certificates:ro", .. SharedVolumes])
    {
        Environment = new Dictionary<string, string>
        {
            ["ADDRESSES"] = string.Join(' ', receivers.Select(receiver => $"{LocalSite.Receiver(receiver.Name).V4}/{LocalSite.PrefixV4}")),
        },
        Capabilities = ["NET_ADMIN", "SETPCAP"],
    };

    private static Dictionary<string, ComposeAddresses> At(HostAddresses host) => new() { [NetworkName] = new($"{host.V4}", $"{host.V6}") };
}
