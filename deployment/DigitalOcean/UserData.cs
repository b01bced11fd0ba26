using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>What a droplet is told at its first boot: cloud-init's user data.</summary>
/// <remarks>
/// A change of it replaces the droplet, so it holds nothing that depends on receivers, names or addresses. The host key has to be
/// in it, since the first connection is pinned to that key already; no other secret is.
/// </remarks>
public static class UserData
{
    /// <summary>Where <c>extra-addresses</c> notes the anchor address.</summary>
    public const string AnchorNote = "/var/lib/mta-sts-audit/anchor";

    private const string AddressesScript = "/usr/local/sbin/extra-addresses";

    // A droplet is let out on port 443 only, so the packages come over HTTPS.
    private const string Mirror = "https://deb.debian.org/debian";
    private const string SecurityMirror = "https://deb.debian.org/debian-security";

    private const string AddressesUnit =
        $"""
        [Unit]
        Description=The droplet's further addresses
        Wants=network-online.target
        After=network-online.target
        Before=docker.service

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart={AddressesScript}

        [Install]
        WantedBy=multi-user.target

        """;

    // The collector is no root and serves port 443 on the host's own network.
    private const string Sysctl =
        """
        net.ipv4.ip_unprivileged_port_start = 443

        """;

    // What a container prints goes with it; the evidence does not. Docker Hub counts what an address pulls: a mirror that does not is
    // asked first, and Docker Hub when it has not got an image.
    private const string EngineSettings = """{ "log-driver": "local", "live-restore": true, "registry-mirrors": [ "https://mirror.gcr.io" ] }""";

    private const string UpgradesFile = "/etc/apt/apt.conf.d/60-mta-sts-audit";

    // Debian's security updates are installed as they come. Where one needs it the droplet restarts, at an hour of few mails: what is
    // recorded is on disk before a sender hears 250, containers and addresses come back by themselves, and senders come again.
    private const string Upgrades =
        """
        APT::Periodic::Update-Package-Lists "1";
        APT::Periodic::Unattended-Upgrade "1";
        Unattended-Upgrade::Automatic-Reboot "true";
        Unattended-Upgrade::Automatic-Reboot-Time "02:00";

        """;

    // Each at a minute of its own, by its number: what a satellite's Postfix logs while the collector is away waits in its memory.
    private const string RestartMinute =
        $"""id=$(tr -cd 0-9 </var/lib/cloud/data/instance-id); sed -i "s/02:00/02:$(printf %02d $((id * 7 % 60)))/" {UpgradesFile}""";

    private static readonly Lazy<string> Script = new(() =>
    {
        using var reader = new StreamReader(typeof(UserData).Assembly.GetManifestResourceStream("extra-addresses.sh")!);
        return reader.ReadToEnd();
    });

    /// <param name="hostKeyPrivate">The SSH host key in PEM form, ECDSA P-256.</param>
    /// <param name="hostKeyPublic">Its public part as a line of <c>authorized_keys</c>.</param>
    public static string Print(string hostKeyPrivate, string hostKeyPublic) => "#cloud-config\n" + JsonSerializer.Serialize(
        new CloudConfig(
            SshDeletekeys: true,
            new HostKeys(hostKeyPrivate, hostKeyPublic),
            SshPwauth: false,
            new AptSettings(
                [new(["default"], Mirror)],
                [new(["default"], SecurityMirror)]),
            PackageUpdate: true,
            ["ca-certificates", "curl", "docker.io", "docker-cli", "docker-buildx", "docker-compose", "unattended-upgrades"],
            [
                new(AddressesScript, "0755", Script.Value),
                new("/etc/systemd/system/extra-addresses.service", "0644", AddressesUnit),
                new("/etc/sysctl.d/60-mta-sts-audit.conf", "0644", Sysctl),
                new("/etc/docker/daemon.json", "0644", EngineSettings),
                new(UpgradesFile, "0644", Upgrades),
            ],
            [
                ["sysctl", "--system"],
                ["systemctl", "daemon-reload"],
                ["systemctl", "enable", "--now", "extra-addresses.service"],
                ["systemctl", "enable", "--now", "docker.service"],
                ["sh", "-c", RestartMinute],
            ]),
        UserDataJson.Default.CloudConfig);
}

/// <summary>The part of cloud-init's settings that is used.</summary>
internal sealed record CloudConfig(
    bool SshDeletekeys,
    HostKeys SshKeys,
    bool SshPwauth,
    AptSettings Apt,
    bool PackageUpdate,
    IReadOnlyList<string> Packages,
    IReadOnlyList<WrittenFile> WriteFiles,
    IReadOnlyList<IReadOnlyList<string>> Runcmd);

internal sealed record HostKeys(string EcdsaPrivate, string EcdsaPublic);

internal sealed record AptSettings(IReadOnlyList<AptMirror> Primary, IReadOnlyList<AptMirror> Security);

internal sealed record AptMirror(IReadOnlyList<string> Arches, string Uri);

internal sealed record WrittenFile(string Path, string Permissions, string Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CloudConfig))]
internal sealed partial class UserDataJson : JsonSerializerContext;
