using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Scripts;
using Pulumi;
using Pulumi.Command.Remote;

namespace MtaStsAudit.Stack.Site;

/// <summary>The bundle of one droplet, brought there and started.</summary>
internal sealed class Rollout : ComponentResource
{
    private const int RefusedConnections = 10;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(20);

    public Rollout(string name, RolloutArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:Rollout", name, options)
    {
        var host = args.Host;
        var uploads = host.Placed.RunsCollector ? new[] { Upload($"{name}-collector", args, args.Images.Collector) } : [];
        var archive = Output.CreateSecret(Output.Tuple(host.Addresses, args.First.Addresses, args.Certificates, args.AdminSecret).Apply(known =>
            Convert.ToBase64String(BundleArchive.Pack(
            [
                .. CloudBundle.Render(host.Placed, known.Item1, CollectorOf(args, known.Item2, known.Item4), known.Item3, args.Images.Files, args.Settings.SizeOf(host.Placed)),
                .. host.Placed.RunsCollector ? new[] { args.Images.Collector.Line } : [],
            ]))));

        // One command and no triggers: a change of the archive is an update in place, and nothing is ever taken down for it.
        Command = new Command($"{name}-bundle", new CommandArgs
        {
            Connection = args.Access.To(host.Droplet.Ipv4Address, RefusedConnections),
            Create = host.OnThisDroplet("Takes the bundle into use on droplet"),
            Stdin = archive.Apply(text => Script.Input(Script.Deploy, text)),
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions
        {
            Parent = this,
            DeletedWith = host.Droplet,
            DependsOn = [host.Ready, .. uploads, .. host.Assignment is { } assignment ? new Pulumi.Resource[] { assignment } : []],
            CustomTimeouts = new CustomTimeouts { Create = Within, Update = Within },
        });
        // Tells that something changed, and nothing of what.
        Digest = Output.Unsecret(archive.Apply(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]));
        RegisterOutputs();
    }

    public Command Command { get; }

    public Output<string> Digest { get; }

    // The state has an asset's hash and path, and not its content. It is sent when it changes, and to a new droplet.
    private CopyToRemote Upload(string name, RolloutArgs args, UploadedArchive archive) => new(name, new CopyToRemoteArgs
    {
        Connection = args.Access.To(args.Host.Droplet.Ipv4Address, RefusedConnections),
        Source = new FileAsset(archive.Path),
        RemotePath = archive.RemotePath,
        Triggers = new object[] { args.Host.Droplet.Id },
    }, new CustomResourceOptions
    {
        Parent = this,
        DeletedWith = args.Host.Droplet,
        DependsOn = args.Host.Ready,
        CustomTimeouts = new CustomTimeouts { Create = Within, Update = Within },
    });

    private static CollectorSettings CollectorOf(RolloutArgs args, DropletAddresses first, string adminSecret)
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

    public required DropletHost Host { get; init; }

    /// <summary>The droplet with the collector.</summary>
    public required DropletHost First { get; init; }

    public required OperatorAccess Access { get; init; }

    public required Output<ImmutableArray<IssuedCertificate>> Certificates { get; init; }

    public required Output<string> AdminSecret { get; init; }

    public required ImageSources Images { get; init; }
}
