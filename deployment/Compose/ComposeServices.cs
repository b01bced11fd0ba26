using System.Security.Cryptography;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Compose;

/// <summary>The services that every deployment has.</summary>
internal static class ComposeServices
{
    public const string CollectorName = "collector";

    public static string NameOf(ReceiverService service) => $"receiver-{service.Name}";

    /// <param name="volumes">Besides its settings, certificates and evidence.</param>
    public static ComposeService Collector(IReadOnlyList<BundleFile> files, ComposeBuild build, params IEnumerable<string> volumes) => new()
    {
        Limits = ContainerLimits.Collector,
        Image = "mta-sts-audit/collector",
        Build = build,
        Tmpfs = ["/tmp:size=64m"],
        Volumes = ["./collector:/etc/collector:ro", "./certificates:/certificates:ro", "evidence:/data", .. volumes],
        Labels = LabelsOf(files, "collector/"),
    };

    /// <summary>By which satellites reach the collector, where there is no private network.</summary>
    public static ComposeService Tunnel(IReadOnlyList<BundleFile> files, ComposeBuild build) => new()
    {
        Limits = ContainerLimits.Tunnel,
        Image = "mta-sts-audit/tunnel",
        Build = build,
        Tmpfs = [],
        Volumes = ["./tunnel:/etc/stunnel:ro"],
        Labels = LabelsOf(files, "tunnel/"),
    };

    public static ComposeService Receiver(ReceiverService service, IReadOnlyList<BundleFile> files) => new()
    {
        Limits = ContainerLimits.Receiver(service.Room),
        Image = "mta-sts-audit/receiver",
        Build = service.Build,
        Hostname = service.MailHost.Value,
        CapAdd = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", .. service.Capabilities],
        // /run has rsyslog's queue, of 32 MiB at most. The spool has what is being received: a message has gone before its 250.
        Tmpfs = ["/run:size=48m", "/tmp:size=16m", $"/var/spool/postfix:size={service.Room.SpoolMiB}m", "/var/lib/postfix:size=8m"],
        Volumes = [$"./receivers/{service.Name}:/etc/postfix:ro", .. service.Volumes],
        Labels = LabelsOf(files, $"receivers/{service.Name}/"),
        Environment = service.Environment,
    };

    // Mounted files are no part of a service's own definition: this makes compose recreate what was changed.
    public static IReadOnlyDictionary<string, string> LabelsOf(IReadOnlyList<BundleFile> files, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)))
        {
            hash.AppendData(file.Content.Span);
        }

        return new Dictionary<string, string> { ["mta-sts-audit.settings"] = Convert.ToHexStringLower(hash.GetHashAndReset())[..16] };
    }

    /// <summary>The volume of a receiver that has a certificate.</summary>
    public static IEnumerable<string> CertificateVolume(Receiver receiver, DomainName mailHost) => receiver.Certificate == CertificateKind.None
        ? []
        : [$"./certificates/{mailHost}:/etc/postfix/certificate:ro"];
}

/// <summary>What sets one receiver's service apart from another's.</summary>
/// <param name="Room">As its Postfix is told.</param>
/// <param name="Volumes">Besides its settings.</param>
internal sealed record ReceiverService(string Name, DomainName MailHost, ComposeBuild Build, SessionRoom Room, IReadOnlyList<string> Volumes)
{
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>What it may do beyond what Postfix needs.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
