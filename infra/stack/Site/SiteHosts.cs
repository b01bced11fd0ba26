using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Stack.Settings;
using Pulumi;
using Pulumi.DigitalOcean;

namespace MtaStsAudit.Stack.Site;

/// <summary>The hosts of a testbed, whatever they are.</summary>
internal static class SiteHosts
{
    // What is in a project moves to the account's default one behind the scenes, and only then it can be deleted.
    private static readonly TimeSpan EmptiedWithin = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<SiteHost> Of(StackConfiguration configuration, string accountWideName, ComponentResourceOptions child) => configuration.Settings.Layout switch
    {
        Layout.Compact or Layout.Spread => Droplets(configuration, accountWideName, child),
        Layout.Hosts => Own(configuration, child),
    };

    private static IReadOnlyList<SiteHost> Own(StackConfiguration configuration, ComponentResourceOptions child) =>
    [
        .. configuration.Placement.Hosts.Select(placed => new OwnHostSite($"host-{placed.Key}", new()
        {
            Placed = placed,
            SshPrivateKey = configuration.Settings.SshPrivateKey!,
            Protect = HoldsProtectedEvidence(configuration, placed),
        }, child)),
    ];

    private static IReadOnlyList<SiteHost> Droplets(StackConfiguration configuration, string accountWideName, ComponentResourceOptions child)
    {
        var (settings, placement) = (configuration.Settings, configuration.Placement);
        var packetFilter = new PacketFilter("packet-filter", new() { Name = accountWideName, Settings = settings, HasSatellites = placement.HasSatellites }, child);
        var access = new OperatorAccess("access", new() { Name = accountWideName, PrivateKey = settings.SshPrivateKey }, child);
        IReadOnlyList<DropletHost> droplets = [.. placement.Hosts.Select(placed => new DropletHost($"host-{placed.Key}", new()
        {
            Settings = settings,
            Placed = placed,
            Access = access,
            PacketFilter = packetFilter,
            Protect = HoldsProtectedEvidence(configuration, placed),
        }, child))];
        AddProject(configuration, accountWideName, droplets, new CustomResourceOptions { Parent = child.Parent });
        return droplets;
    }

    private static bool HoldsProtectedEvidence(StackConfiguration configuration, PlacedHost placed) =>
        configuration.Settings is { ProtectEvidence: true, Database: null } && placed.RunsCollector;

    private static void AddProject(StackConfiguration configuration, string accountWideName, IReadOnlyList<DropletHost> droplets, CustomResourceOptions child)
    {
        var project = new Project("project", new ProjectArgs
        {
            Name = accountWideName,
            Description = $"MTA-STS testbed {configuration.Settings.Names.Site}",
            Purpose = "Service or API",
            Environment = "Production",
        }, new CustomResourceOptions { Parent = child.Parent, CustomTimeouts = new CustomTimeouts { Delete = EmptiedWithin } });
        _ = new ProjectResources("project-resources", new ProjectResourcesArgs
        {
            Project = project.Id,
            // The API lists a reserved address under its old kind, and the provider compares URNs as texts.
            Resources = droplets.SelectMany(host => host.Reserved is { } reserved ? new[] { host.Droplet.DropletUrn, Output.Format($"do:floatingip:{reserved.IpAddress}") } : [host.Droplet.DropletUrn]).ToArray(),
        }, child);
    }
}
