using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Scripts;
using Pulumi;
using Pulumi.Command.Remote;

namespace MtaStsAudit.Stack.Site;

/// <summary>The bundle of one host, brought there and started.</summary>
internal sealed class Rollout : ComponentResource
{
    private const int RefusedConnections = 10;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(20);

    public Rollout(string name, RolloutArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:Rollout", name, options)
    {
        var host = args.Host;
        var uploads = host.Placed.RunsCollector ? new[] { Upload($"{name}-collector", args, args.Images.Collector) } : [];
        var archive = Output.CreateSecret(Output.Tuple(host.Addresses, host.MemoryMiB, args.First.Addresses, args.Certificates, args.AdminSecret, args.Tunnel).Apply(known =>
            Convert.ToBase64String(BundleArchive.Pack(
            [
                .. CloudBundle.Render(host.Placed, known.Item1, CollectorOf(args, known.Item3, known.Item5), known.Item4, args.Images.Files, known.Item2, known.Item6),
                .. host.Placed.RunsCollector ? new[] { args.Images.Collector.Line } : [],
            ]))));

        // One command and no triggers: a change of the archive is an update in place, and nothing is ever taken down for it.
        Command = new Command($"{name}-bundle", new CommandArgs
        {
            Connection = host.Connection(RefusedConnections),
            Create = host.Running("Takes the bundle into use on"),
            Stdin = archive.Apply(text => Script.Input(Script.Deploy, text)),
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions
        {
            Parent = this,
            DeletedWith = host.DeletedWith,
            DependsOn = [host.Ready, .. uploads, .. host.BeforeListening],
            CustomTimeouts = new CustomTimeouts { Create = Within, Update = Within },
        });
        // Tells that something changed, and nothing of what.
        Digest = Output.Unsecret(archive.Apply(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]));
        RegisterOutputs();
    }

    public Command Command { get; }

    public Output<string> Digest { get; }

    // The state has an asset's hash and path, and not its content. It is sent when it changes, and to a new machine.
    private CopyToRemote Upload(string name, RolloutArgs args, UploadedArchive archive) => new(name, new CopyToRemoteArgs
    {
        Connection = args.Host.Connection(RefusedConnections),
        Source = new FileAsset(archive.Path),
        RemotePath = archive.RemotePath,
        Triggers = new object[] { args.Host.Machine },
    }, new CustomResourceOptions
    {
        Parent = this,
        DeletedWith = args.Host.DeletedWith,
        DependsOn = args.Host.Ready,
        CustomTimeouts = new CustomTimeouts { Create = Within, Update = Within },
    });

    private static CollectorSettings CollectorOf(RolloutArgs args, HostAddresses first, string adminSecret)
    {
        var settings = CloudBundle.Collector(args.Settings.Names, args.Placement, first) with
        {
            AdminSecretSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(adminSecret))),
            Retention = args.Settings.Retention,
            Operator = args.Settings.Operator,
            OffersInboundCheck = args.Settings.OffersInboundCheck,
        };
        return args.Settings.Database is { } database ? settings with { Database = database } : settings;
    }
}

internal sealed record RolloutArgs
{
    public required StackSettings Settings { get; init; }

    public required SitePlacement Placement { get; init; }

    public required SiteHost Host { get; init; }

    /// <summary>The host with the collector.</summary>
    public required SiteHost First { get; init; }

    /// <summary>The way from satellites to it; null where it needs none.</summary>
    public required Output<Tunnel?> Tunnel { get; init; }

    public required Output<ImmutableArray<IssuedCertificate>> Certificates { get; init; }

    public required Output<string> AdminSecret { get; init; }

    public required ImageSources Images { get; init; }
}
