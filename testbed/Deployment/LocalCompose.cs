using MtaStsAudit.Testbed.Postfix;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Deployment;

/// <summary>The compose file of the local testbed: a bridge network with static addresses.</summary>
internal static class LocalCompose
{
    public static string Print(LocalSite site, IReadOnlyList<Receiver> receivers, IReadOnlyList<BundleFile> files) =>
        $$"""
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
        {{string.Join('\n', receivers.Select(receiver => ComposeServices.Receiver(Service(site, receiver), files)))}}
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

    private static ReceiverService Service(LocalSite site, Receiver receiver) => new(
        receiver,
        site.Names.MailHost(receiver.Letter),
        "./images/postfix",
        SessionRoom.Ample,
        ["intake:/intake:ro", "./dns/resolv.conf:/etc/resolv.conf:ro"],
        Network(LocalSite.Receiver(receiver.Letter)));

    private static string Network(HostAddresses host) =>
        $$"""networks: { testbed: { ipv4_address: {{host.V4}}, ipv6_address: "{{host.V6}}" } }""";
}
