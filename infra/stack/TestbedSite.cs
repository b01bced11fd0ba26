using System.Collections.Immutable;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Resources;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Settings;
using MtaStsAudit.Stack.Site;
using Pulumi;

namespace MtaStsAudit.Stack;

/// <summary>A testbed on the internet, whole.</summary>
internal sealed class TestbedSite : ComponentResource
{
    private readonly StackConfiguration configuration;
    private readonly IReadOnlyList<SiteHost> hosts;
    private readonly Output<string> adminSecret;
    private readonly Certificates certificates;

    public TestbedSite(string name, TestbedSiteArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:TestbedSite", name, options)
    {
        configuration = args.Configuration;
        var (settings, placement) = (configuration.Settings, configuration.Placement);
        var child = new ComponentResourceOptions { Parent = this };

        hosts = SiteHosts.Of(configuration, args.AccountWideName, child);
        var tunnel = Tunnel.SatellitesOf(placement).Any()
            ? new TunnelSecrets("tunnel", placement, child).Shared.Apply(shared => (Tunnel?)shared)
            : Output.Create((Tunnel?)null);

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
        IReadOnlyList<Rollout> rollouts = [.. hosts.Select(host => new Rollout($"rollout-{host.Placed.Key}", new()
        {
            Settings = settings,
            Placement = placement,
            Host = host,
            First = hosts[0],
            Tunnel = tunnel,
            Certificates = certificates.Issued,
            AdminSecret = adminSecret,
            Images = args.Images,
        }, child))];
        IReadOnlyList<Output<HostAddresses>> addresses = [.. hosts.Select(host => host.Published)];
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
                    host => host.Own?.Name ?? host.Name(settings.Names).Value, host => known[host.Number - 1].Text)),
                ["receivers"] = addresses.Apply(known => ReceiverRow.Of(settings.Names, placement, known)),
                ["suite"] = placement.Suite.Name,
                ["leftOut"] = placement.LeftOut.ToImmutableSortedDictionary(one => one.Scenario.Value, one => one.Why, StringComparer.Ordinal),
                ["adminSecret"] = adminSecret,
                ["certificatesEnd"] = certificates.Expiries,
                [settings.Layout == Layout.Hosts ? "openPorts" : "monthlyCost"] = Ground(settings, placement),
            };
        }
    }

    /// <summary>What the hosts are to the operator: droplets cost something, one's own have to be let through to.</summary>
    private static object Ground(StackSettings settings, SitePlacement placement) => settings.Layout switch
    {
        Layout.Compact or Layout.Spread => MonthlyCost.Of(placement, settings).ToString(),
        Layout.Hosts => placement.Hosts.ToImmutableSortedDictionary(host => host.Key, host => OpenPorts.Of(placement, host).ToImmutableArray(), StringComparer.Ordinal),
    };

    private IEnumerable<string> GroundLines()
    {
        var (settings, placement) = (configuration.Settings, configuration.Placement);
        return settings.Layout switch
        {
            Layout.Compact or Layout.Spread => [$"Cost: {MonthlyCost.Of(placement, settings)}"],
            Layout.Hosts => placement.Hosts.Select(host => $"Ports that have to be open on {host.Key}: {string.Join("; ", OpenPorts.Of(placement, host))}"),
        };
    }

    private void Explain()
    {
        foreach (var line in configuration.Placement.Describe())
        {
            Log.Info(line, this);
        }

        foreach (var line in GroundLines())
        {
            Log.Info(line, this);
        }

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

    /// <summary>What the hosts build their images from.</summary>
    public required ImageSources Images { get; init; }
}
