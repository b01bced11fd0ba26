using System.Security.Cryptography;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Deployment;

/// <summary>The compose file of the local testbed: for docker-compose 1.29 and for compose v2.</summary>
internal static class LocalCompose
{
    public static string Print(LocalSite site, IReadOnlyList<Receiver> receivers, IReadOnlyList<BundleFile> files) =>
        $$"""
        x-contained: &contained
          restart: unless-stopped
          read_only: true
          cap_drop: [ ALL ]
          security_opt: [ "no-new-privileges:true" ]

        services:
          dns:
            <<: *contained
            image: mta-sts-audit/dns
            build: ./images/dns
            cap_add: [ NET_BIND_SERVICE ]
            tmpfs: [ "/run/knot:uid=0,mode=1777", /tmp ]
            volumes: [ "./dns:/etc/knot:ro" ]
            labels: { mta-sts-audit.settings: "{{Digest(files, "dns/")}}" }
            networks: { testbed: { {{Addresses(LocalSite.Dns)}} } }

          collector:
            <<: *contained
            image: mta-sts-audit/collector
            build: ./images/collector
            tmpfs: [ /tmp ]
            volumes:
              - ./collector:/etc/collector:ro
              - ./certificates:/certificates:ro
              - evidence:/data
            labels: { mta-sts-audit.settings: "{{Digest(files, "collector/")}}" }
            networks: { testbed: { {{Addresses(LocalSite.Collector)}} } }

        {{string.Join('\n', receivers.Select(receiver => Service(site, receiver, files)))}}
        volumes:
          evidence:

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

    private static string Service(LocalSite site, Receiver receiver, IReadOnlyList<BundleFile> files) =>
        $$"""
          receiver-{{receiver.Letter}}:
            <<: *contained
            image: mta-sts-audit/receiver
            build: ./images/postfix
            hostname: {{site.Names.MailHost(receiver.Letter)}}
            cap_add: [ CHOWN, DAC_OVERRIDE, FOWNER, KILL, NET_BIND_SERVICE, SETGID, SETUID ]
            tmpfs: [ /run, /tmp, /var/spool/postfix, /var/lib/postfix ]
            volumes:
              - ./receivers/{{receiver.Letter}}:/etc/postfix:ro
              - ./dns/resolv.conf:/etc/resolv.conf:ro
        {{CertificateVolume(site, receiver)}}
            labels: { mta-sts-audit.settings: "{{Digest(files, $"receivers/{receiver.Letter}/")}}" }
            networks: { testbed: { {{Addresses(LocalSite.Receiver(receiver.Letter))}} } }

        """;

    private static string CertificateVolume(LocalSite site, Receiver receiver) => receiver.Certificate == CertificateKind.None
        ? "      # No certificate."
        : $"      - ./certificates/{site.Names.MailHost(receiver.Letter)}:/etc/postfix/certificate:ro";

    private static string Addresses(HostAddresses host) => $"ipv4_address: {host.V4}, ipv6_address: \"{host.V6}\"";

    // Mounted files are no part of a service's own definition: this makes compose recreate what was changed.
    private static string Digest(IReadOnlyList<BundleFile> files, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)))
        {
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
