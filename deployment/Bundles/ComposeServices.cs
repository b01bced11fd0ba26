using System.Security.Cryptography;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Bundles;

/// <summary>The services that every deployment has, in the form that docker-compose 1.29 and compose v2 read alike.</summary>
internal static class ComposeServices
{
    public const string Contained =
        """
        x-contained: &contained
          restart: unless-stopped
          read_only: true
          cap_drop: [ ALL ]
          security_opt: [ "no-new-privileges:true" ]
          # What a stranger makes a container print must not fill the disk.
          logging: { driver: json-file, options: { max-size: 10m, max-file: "3" } }

        """;

    /// <param name="build">Where its image is built from, as compose wants it.</param>
    /// <param name="volumes">Besides its settings, certificates and evidence.</param>
    /// <param name="network">How it is on the network: keys of the service and their values, one a line.</param>
    public static string Collector(IReadOnlyList<BundleFile> files, string build, IEnumerable<string> volumes, params IEnumerable<string> network) =>
        $$"""
          collector:
            <<: *contained
            image: mta-sts-audit/collector
            build: {{build}}
            tmpfs: [ "/tmp:size=64m" ]
        {{Lines("    ", ContainerLimits.Collector.Print())}}    volumes:
              - ./collector:/etc/collector:ro
              - ./certificates:/certificates:ro
              - evidence:/data
        {{Lines("      - ", volumes)}}    labels: { mta-sts-audit.settings: "{{Digest(files, "collector/")}}" }
        {{Lines("    ", network)}}
        """;

    /// <param name="network">How it is on the network: keys of the service and their values, one a line.</param>
    public static string Tunnel(IReadOnlyList<BundleFile> files, string build, params IEnumerable<string> network) =>
        $$"""
          tunnel:
            <<: *contained
            image: mta-sts-audit/tunnel
            build: {{build}}
        {{Lines("    ", ContainerLimits.Tunnel.Print())}}    volumes:
              - ./tunnel:/etc/stunnel:ro
            labels: { mta-sts-audit.settings: "{{Digest(files, "tunnel/")}}" }
        {{Lines("    ", network)}}
        """;

    public static string Receiver(ReceiverService service, IReadOnlyList<BundleFile> files) =>
        $$"""
          receiver-{{service.Name}}:
            <<: *contained
            image: mta-sts-audit/receiver
            build: {{service.Build}}
            hostname: {{service.MailHost}}
            cap_add: [ {{string.Join(", ", ["CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", .. service.Capabilities])}} ]
            # /run has rsyslog's queue, of 32 MiB at most. The spool has what is being received: a message has gone before its 250.
            tmpfs: [ "/run:size=48m", "/tmp:size=16m", "/var/spool/postfix:size={{service.Room.SpoolMiB}}m", "/var/lib/postfix:size=8m" ]
        {{Lines("    ", ContainerLimits.Receiver(service.Room).Print())}}    volumes:
              - ./receivers/{{service.Name}}:/etc/postfix:ro
        {{Lines("      - ", service.Volumes)}}    labels: { mta-sts-audit.settings: "{{Digest(files, $"receivers/{service.Name}/")}}" }
        {{Lines("    ", service.Network)}}
        """;

    // Mounted files are no part of a service's own definition: this makes compose recreate what was changed.
    public static string Digest(IReadOnlyList<BundleFile> files, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)))
        {
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>The volume of a receiver that has a certificate.</summary>
    public static IEnumerable<string> CertificateVolume(Receiver receiver, DomainName mailHost) => receiver.Certificate == CertificateKind.None
        ? []
        : [$"./certificates/{mailHost}:/etc/postfix/certificate:ro"];

    public static string Lines(string indent, IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{indent}{line}\n"));
}

/// <summary>What sets one receiver's service apart from another's.</summary>
/// <param name="Build">Where its image is built from, as compose wants it.</param>
/// <param name="Room">As its Postfix is told.</param>
/// <param name="Volumes">Besides its settings.</param>
/// <param name="Network">How it is on the network: keys of the service and their values, one a line.</param>
internal sealed record ReceiverService(
    string Name, DomainName MailHost, string Build, SessionRoom Room, IReadOnlyList<string> Volumes, params IReadOnlyList<string> Network)
{
    /// <summary>What it may do beyond what Postfix needs.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
