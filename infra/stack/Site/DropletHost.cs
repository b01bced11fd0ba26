using System.Net;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Stack.Scripts;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;
using Pulumi.DigitalOcean;

namespace MtaStsAudit.Stack.Site;

/// <summary>A droplet.</summary>
internal sealed class DropletHost : SiteHost
{
    // A fresh droplet refuses connections for half a minute, and its packages take minutes.
    private const int RefusedConnections = 60;
    private static readonly TimeSpan SetUpWithin = TimeSpan.FromMinutes(15);

    // The containers end first, in order. The provider's own limit is a minute, with the shutdown in it.
    private static readonly TimeSpan DeletedWithin = TimeSpan.FromMinutes(10);

    private readonly OperatorAccess access;
    private readonly Output<DropletAddresses> published;

    public DropletHost(string name, DropletHostArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:DropletHost", name, args.Placed, options)
    {
        var settings = args.Settings;
        access = args.Access;
        Droplet = new Droplet($"{name}-droplet", new DropletArgs
        {
            Name = args.Placed.Name(settings.Names).Value,
            Image = settings.Image,
            Region = settings.Region,
            Size = settings.SizeOf(args.Placed),
            Ipv6 = true,
            DropletAgent = false,
            GracefulShutdown = true,
            SshKeys = { args.Access.SshKey.Fingerprint },
            // No VPC is named, so it is the region's default one. A VPC of our own would become the default in a region that has none,
            // and could then never be deleted.
            Tags = { args.PacketFilter.Tag.Name },
            UserData = Output.CreateSecret(Output.Tuple(args.Access.HostKey.PrivateKeyPem, args.Access.HostKey.PublicKey)
                .Apply(key => UserData.Print(key.Item1, key.Item2))),
        }, new CustomResourceOptions
        {
            Parent = this,
            Protect = args.Protect,
            DependsOn = args.PacketFilter.Firewall,
            CustomTimeouts = new CustomTimeouts { Delete = DeletedWithin },
        });

        if (args.Placed.HasReservedIPv4)
        {
            // Not assigned by itself: so it stays when the droplet is replaced.
            Reserved = new ReservedIp($"{name}-reserved", new ReservedIpArgs { Region = settings.Region }, new CustomResourceOptions { Parent = this });
            Assignment = new ReservedIpAssignment($"{name}-reserved-assignment", new ReservedIpAssignmentArgs
            {
                IpAddress = Reserved.IpAddress,
                DropletId = DropletId,
            }, new CustomResourceOptions { Parent = this });
        }

        Ready = new Command($"{name}-ready", new CommandArgs
        {
            Connection = Connection(RefusedConnections),
            Create = Running("Waits until cloud-init has set up"),
            Stdin = Script.Input(Script.Ready),
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions
        {
            Parent = this,
            DeletedWith = Droplet,
            CustomTimeouts = new CustomTimeouts { Create = SetUpWithin, Update = SetUpWithin },
        });
        published = Output.Tuple(Droplet.Ipv4Address, Droplet.Ipv6Address, Droplet.Ipv4AddressPrivate, Reserved?.IpAddress ?? Output.Create("")).Apply(seen =>
            new DropletAddresses(IPAddress.Parse(seen.Item1), IPAddress.Parse(seen.Item2), IPAddress.Parse(seen.Item3), seen.Item4.Length > 0 ? IPAddress.Parse(seen.Item4) : null));
        Addresses = Output.Tuple(published, Ready.Stdout).Apply(seen => (HostAddresses)(seen.Item1 with { Anchor = AnchorIn(seen.Item2) }));
        MemoryMiB = Output.Create(settings.MemoryMiBOf(args.Placed));
        RegisterOutputs();
    }

    public Droplet Droplet { get; }

    public Output<int> DropletId => Droplet.Id.Apply(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture));

    public ReservedIp? Reserved { get; }

    public ReservedIpAssignment? Assignment { get; }

    public override Command Ready { get; }

    /// <summary>All but the anchor address.</summary>
    public override Output<HostAddresses> Published => published.Apply(seen => (HostAddresses)seen);

    public override Output<HostAddresses> Addresses { get; }

    public override Output<int> MemoryMiB { get; }

    public override Output<string> Machine => Droplet.Id;

    public override CustomResource? DeletedWith => Droplet;

    public override IEnumerable<Pulumi.Resource> BeforeListening => Assignment is { } assignment ? [assignment] : [];

    public override ConnectionArgs Connection(int dialErrorLimit) => access.To(Droplet.Ipv4Address, dialErrorLimit);

    public override Output<string> Running(string purpose) => Droplet.Id.Apply(id => Script.Command($"{purpose} droplet {id}"));

    private static IPAddress AnchorIn(string output) => IPAddress.TryParse(output.TrimEnd().Split('\n')[^1], out var anchor)
        ? anchor
        : throw new RunException($"The droplet did not tell its anchor address but '{output}'.");
}

internal sealed record DropletHostArgs
{
    public required StackSettings Settings { get; init; }

    public required PlacedHost Placed { get; init; }

    public required OperatorAccess Access { get; init; }

    public required PacketFilter PacketFilter { get; init; }

    /// <summary>Whether the droplet must not vanish: the evidence is on it.</summary>
    public required bool Protect { get; init; }
}
