using System.Collections.Immutable;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Resources;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Settings;
using MtaStsAudit.Stack.Site;
using Pulumi;
using Pulumi.DigitalOcean;

namespace MtaStsAudit.Stack;

/// <summary>A testbed on DigitalOcean, whole.</summary>
internal sealed class TestbedSite : ComponentResource
{
    // What is in a project moves to the account's default one behind the scenes, and only then it can be deleted.
    private static readonly TimeSpan EmptiedWithin = TimeSpan.FromMinutes(10);

    private readonly StackConfiguration configuration;
    private readonly IReadOnlyList<DropletHost> hosts;
    private readonly Output<string> adminSecret;
    private readonly Certificates certificates;

    public TestbedSite(string name, TestbedSiteArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:TestbedSite", name, options)
    {
        configuration = args.Configuration;
        var (settings, placement) = (configuration.Settings, configuration.Placement);
        var accountWideName = args.AccountWideName;
        var child = new ComponentResourceOptions { Parent = this };

        var packetFilter = new PacketFilter("packet-filter", new() { Name = accountWideName, Settings = settings, HasSatellites = placement.HasSatellites }, child);
        var access = new OperatorAccess("access", new() { Name = accountWideName, PrivateKey = settings.SshPrivateKey }, child);
        hosts = [.. placement.Hosts.Select(placed => new DropletHost($"host-{placed.Number}", new()
        {
            Settings = settings,
            Placed = placed,
            Access = access,
            PacketFilter = packetFilter,
            Protect = settings.ProtectEvidence && placed.RunsCollector && settings.Database is null,
        }, child))];
        AddProject(accountWideName);

        var dns = new Dns("dns", new() { Settings = settings, Placement = placement }, child);
        certificates = new Certificates("certificates", new()
        {
            Settings = settings,
            Suite = placement.Suite,
            Token = configuration.Token,
            Endpoint = configuration.Endpoint,
            Authorization = dns.Authorization,
        }, child);
        adminSecret = settings.AdminSecret is { } given
            ? Output.CreateSecret(given)
            : new GeneratedSecret("admin-secret", new CustomResourceOptions { Parent = this }).Value;
        IReadOnlyList<Rollout> rollouts = [.. hosts.Select(host => new Rollout($"rollout-{host.Placed.Number}", new()
        {
            Settings = settings,
            Placement = placement,
            Host = host,
            First = hosts[0],
            Access = access,
            Certificates = certificates.Issued,
            AdminSecret = adminSecret,
            Images = args.Images,
        }, child))];
        IReadOnlyList<Output<DropletAddresses>> addresses = [.. hosts.Select(host => host.Published)];
        var answering = new AnsweringAsDesigned("answers", new()
        {
            Settings = settings,
            Placement = placement,
            Addresses = addresses,
            Certificates = certificates.Issued,
            Rollouts = rollouts,
            CheckProgram = args.CheckProgram,
        }, child);
        dns.Publish(addresses, answering.Command);
        Explain();
        RegisterOutputs();
    }

    /// <summary>What the operator is told when all is done.</summary>
    public IDictionary<string, object?> Outputs
    {
        get
        {
            var (settings, placement) = (configuration.Settings, configuration.Placement);
            var addresses = Output.All(hosts.Select(host => host.Published).ToImmutableArray());
            var api = $"https://{settings.Names.Api}/";
            return new Dictionary<string, object?>
            {
                ["site"] = settings.Names.Site.Value,
                ["api"] = api,
                ["auditCommand"] = $"dotnet run --project audit -- run --api {api}",
                ["addresses"] = addresses.Apply(known => placement.Hosts.ToImmutableDictionary(
                    host => host.Name(settings.Names).Value, host => AddressesText(known[host.Number - 1]))),
                ["receivers"] = addresses.Apply(known => ReceiverRow.Of(settings.Names, placement, known)),
                ["suite"] = placement.Suite.Name,
                ["leftOut"] = placement.LeftOut.ToImmutableSortedDictionary(one => one.Scenario.Value, one => one.Why, StringComparer.Ordinal),
                ["adminSecret"] = adminSecret,
                ["certificatesEnd"] = certificates.Expiries,
                ["monthlyCost"] = MonthlyCost.Of(placement, settings).ToString(),
            };
        }
    }

    private static string AddressesText(DropletAddresses known) =>
        $"{known.IPv4}, {known.IPv6}{(known.Reserved is { } reserved ? $", reserved {reserved}" : "")}";

    private void AddProject(string accountWideName)
    {
        var project = new Project("project", new ProjectArgs
        {
            Name = accountWideName,
            Description = $"MTA-STS testbed {configuration.Settings.Names.Site}",
            Purpose = "Service or API",
            Environment = "Production",
        }, new CustomResourceOptions { Parent = this, CustomTimeouts = new CustomTimeouts { Delete = EmptiedWithin } });
        _ = new ProjectResources("project-resources", new ProjectResourcesArgs
        {
            Project = project.Id,
            // The API lists a reserved address under its old kind, and the provider compares URNs as texts.
            Resources = hosts.SelectMany(host => host.Reserved is { } reserved ? new[] { host.Droplet.DropletUrn, Output.Format($"do:floatingip:{reserved.IpAddress}") } : [host.Droplet.DropletUrn]).ToArray(),
        }, new CustomResourceOptions { Parent = this });
    }

    private void Explain()
    {
        foreach (var line in configuration.Placement.Describe())
        {
            Log.Info(line, this);
        }

        Log.Info($"Cost: {MonthlyCost.Of(configuration.Placement, configuration.Settings)}", this);
        if (configuration.Placement.Warning() is { } warning)
        {
            Log.Warn(warning, this);
        }
    }
}

internal sealed record TestbedSiteArgs
{
    public required StackConfiguration Configuration { get; init; }

    /// <summary>Of what is this stack's among all that the account has.</summary>
    public required string AccountWideName { get; init; }

    /// <summary>The program that checks the testbed, relative to this program's folder.</summary>
    public required string CheckProgram { get; init; }

    /// <summary>What the droplets build their images from.</summary>
    public required ImageSources Images { get; init; }
}
