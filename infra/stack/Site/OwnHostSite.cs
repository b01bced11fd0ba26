using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Stack.Scripts;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace MtaStsAudit.Stack.Site;

/// <summary>A host of the operator's own. What is put there is taken away with this resource; the host stays.</summary>
internal sealed class OwnHostSite : SiteHost
{
    /// <summary>Runs what takes it all away. The host has it since it was readied; where it is gone, so is the rest.</summary>
    internal const string Removal = "sh -c 'cd \"${MTA_STS_AUDIT_ROOT:-/opt/mta-sts-audit}\" 2>/dev/null && exec bash remove.sh || exit 0'";

    // A host that is away is told of within a minute and a half; one that restarts is waited for.
    private const int RefusedConnections = 6;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    private readonly OwnHost own;
    private readonly string sshPrivateKey;

    public OwnHostSite(string name, OwnHostSiteArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:OwnHostSite", name, args.Placed, options)
    {
        (own, sshPrivateKey) = (args.Placed.Own!, args.SshPrivateKey);
        // No triggers: another address or key of the same host is an update in place, and takes nothing down.
        Ready = new Command($"{name}-ready", new CommandArgs
        {
            Connection = Connection(RefusedConnections),
            Create = Running("Readies"),
            Stdin = Script.Input(Script.Prepare, HostFacts.Ask(args.Placed, Script.Remove)),
            Delete = Script.AsRoot(own.Ssh.User, Removal),
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions
        {
            Parent = this,
            Protect = args.Protect,
            CustomTimeouts = new CustomTimeouts { Create = Within, Update = Within, Delete = Within },
        });
        MemoryMiB = Ready.Stdout.Apply(said => HostFacts.MemoryMiB(said) ?? throw new RunException($"Host {own.Name} did not tell its memory but '{said}'."));
        RegisterOutputs();
    }

    public override Command Ready { get; }

    public override Output<HostAddresses> Published => Output.Create<HostAddresses>(new OwnAddresses(own));

    public override Output<HostAddresses> Addresses => Published;

    public override Output<int> MemoryMiB { get; }

    public override Output<string> Machine => Output.Create($"{own.Ssh.Address} {own.Ssh.HostKey}");

    public override CustomResource? DeletedWith => null;

    public override ConnectionArgs Connection(int dialErrorLimit) => new()
    {
        Host = own.Ssh.Address,
        Port = own.Ssh.Port,
        User = own.Ssh.User,
        PrivateKey = Output.CreateSecret(sshPrivateKey),
        HostKey = own.Ssh.HostKey,
        DialErrorLimit = dialErrorLimit,
        PerDialTimeout = 15,
    };

    public override Output<string> Running(string purpose) => Output.Create(Script.AsRoot(own.Ssh.User, Script.Command($"{purpose} host {own.Name}")));
}

internal sealed record OwnHostSiteArgs
{
    /// <summary>On a host of one's own.</summary>
    public required PlacedHost Placed { get; init; }

    public required string SshPrivateKey { get; init; }

    /// <summary>Whether what is on it must not be taken away: the evidence.</summary>
    public required bool Protect { get; init; }
}
