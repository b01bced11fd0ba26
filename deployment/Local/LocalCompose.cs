using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Local;

/// <summary>The compose file of the local testbed: a bridge network with static addresses.</summary>
internal static class LocalCompose
{
    private static readonly string[] SharedVolumes = ["intake:/intake:ro", "./dns/resolv.conf:/etc/resolv.conf:ro"];

    public static string Print(LocalSite site, IReadOnlyList<Receiver> receivers, IReadOnlyList<BundleFile> files)
    {
        List<ReceiverService> services = [.. receivers.Where(receiver => receiver.Name.IsOfStudy).Select(receiver => Service(site, receiver))];
        List<Receiver> shared = [.. receivers.Where(receiver => !receiver.Name.IsOfStudy)];
        if (shared.Count > 0)
        {
            services.Add(Shared(site, shared));
        }

        return $$"""
        {{ComposeServices.Contained}}
        services:
          dns:
            <<: *contained
            image: mta-sts-audit/dns
            build: ./images/dns
            cap_add: [ NET_BIND_SERVICE ]
            tmpfs: [ "/run/knot:uid=0,mode=1777,size=64m", "/tmp:size=16m" ]
        {{ComposeServices.Lines("    ", ContainerLimits.Dns.Print())}}    volumes: [ "./dns:/etc/knot:ro" ]
            labels: { mta-sts-audit.settings: "{{ComposeServices.Digest(files, "dns/")}}" }
            {{Network(LocalSite.Dns)}}

        {{ComposeServices.Collector(files, "./images/collector", ["intake:/intake", "./dns/resolv.conf:/etc/resolv.conf:ro", $"./ca/trusted.pem:{LocalBundle.TrustedRoots}:ro"], Network(LocalSite.Collector))}}
        {{string.Join('\n', services.Select(service => ComposeServices.Receiver(service, files)))}}
        {{(shared.Exists(receiver => receiver.Channel is not null) ? Front(files) : "")}}
        volumes:
          evidence:
          intake:

        networks:
          testbed:
            name: {{LocalSite.Network}}
            internal: true
            enable_ipv6: true
            ipam:
              config:
                - { subnet: {{LocalSite.SubnetV4}}, gateway: {{LocalSite.GatewayV4}} }
                - { subnet: "{{LocalSite.SubnetV6}}", gateway: "{{LocalSite.GatewayV6}}" }

        """;
    }

    private static ReceiverService Service(LocalSite site, Receiver receiver) => new(
        receiver.Name.Value,
        site.Names.MailHost(receiver),
        "./images/postfix",
        SessionRoom.Ample,
        [.. ComposeServices.CertificateVolume(receiver, site.Names.MailHost(receiver)), .. SharedVolumes],
        Network(LocalSite.Receiver(receiver.Name)));

    // It has the network of the Postfix behind it: that one's ports for it are on loopback, where nothing else comes.
    private static string Front(IReadOnlyList<BundleFile> files) =>
        $$"""
          front:
            <<: *contained
            image: mta-sts-audit/front
            build: ./images/front
            network_mode: "service:receiver-{{SharedReceivers.Name}}"
            tmpfs: [ "/tmp:size=16m" ]
        {{ComposeServices.Lines("    ", ContainerLimits.Front.Print())}}    volumes: [ "./front:/etc/front:ro" ]
            labels: { mta-sts-audit.settings: "{{ComposeServices.Digest(files, "front/")}}" }

        """;

    private static ReceiverService Shared(LocalSite site, IEnumerable<Receiver> receivers) => new(
        SharedReceivers.Name,
        site.Names.MailHost(new ReceiverName(SharedReceivers.Name)),
        "./images/postfix",
        SessionRoom.OfShared,
        ["./certificates:/etc/postfix/certificates:ro", .. SharedVolumes],
        $"environment: {{ ADDRESSES: \"{string.Join(' ', receivers.Select(receiver => $"{LocalSite.Receiver(receiver.Name).V4}/{LocalSite.PrefixV4}"))}\" }}",
        Network(LocalSite.SharedReceivers))
    {
        Capabilities = ["NET_ADMIN", "SETPCAP"],
    };

    private static string Network(HostAddresses host) =>
        $$"""networks: { testbed: { ipv4_address: {{host.V4}}, ipv6_address: "{{host.V6}}" } }""";
}
