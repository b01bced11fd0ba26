using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Hosts;

/// <summary>Hosts of one's own, as a stack's settings give them.</summary>
internal static class HostSettings
{
    public const string HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    /// <summary>Five IPv4 addresses and one of IPv6 on two hosts: as little as the study needs.</summary>
    public const string Two =
        $$"""
        [
          { "name": "fra", "hostKey": "{{HostKey}}", "addresses": ["203.0.113.1", "203.0.113.2", "203.0.113.3", "2001:db8::1"] },
          { "name": "nyc", "hostKey": "{{HostKey}}", "addresses": ["198.51.100.1", { "public": "198.51.100.2", "local": "10.0.0.2" }] }
        ]
        """;

    public static (StackSettings? Settings, IReadOnlyList<string> Faults) Parse(string hosts, params (string Name, string Value)[] changes)
    {
        var values = new Dictionary<string, string>
        {
            ["mta-sts-audit:domain"] = "example.com",
            ["mta-sts-audit:layout"] = "hosts",
            ["mta-sts-audit:hosts"] = hosts,
            ["mta-sts-audit:sshPrivateKey"] = "-----BEGIN OPENSSH PRIVATE KEY-----",
        };
        foreach (var (name, value) in changes)
        {
            values["mta-sts-audit:" + name] = value;
        }

        return StackSettingsParser.Parse(values);
    }

    public static IReadOnlyList<OwnHost> Of(string hosts) => Parse(hosts).Settings?.Hosts ?? throw new InvalidOperationException(string.Join('\n', Parse(hosts).Faults));

    public static SitePlacement Placement(string hosts = Two, Suite? suite = null) => SitePlacement.Of(suite ?? Suite.Study, Layout.Hosts, hosts: Of(hosts)).Value!;
}
