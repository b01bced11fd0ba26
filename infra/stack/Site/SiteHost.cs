using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Stack.Scripts;
using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace MtaStsAudit.Stack.Site;

/// <summary>A host with its addresses, ready to be deployed to.</summary>
internal abstract class SiteHost(string type, string name, PlacedHost placed, ComponentResourceOptions? options) : ComponentResource(type, name, options)
{
    public PlacedHost Placed { get; } = placed;

    /// <summary>Everything that runs on the host waits for this.</summary>
    public abstract Command Ready { get; }

    /// <summary>What is known as soon as the host is there.</summary>
    public abstract Output<HostAddresses> Published { get; }

    /// <summary>All addresses, known once it is ready.</summary>
    public abstract Output<HostAddresses> Addresses { get; }

    public abstract Output<int> MemoryMiB { get; }

    /// <summary>Changes when it is another machine.</summary>
    public abstract Output<string> Machine { get; }

    /// <summary>With which it is all gone that is on it; null: it has to be taken away.</summary>
    public abstract CustomResource? DeletedWith { get; }

    /// <summary>What has to be there before a receiver listens, besides <see cref="Ready"/>.</summary>
    public virtual IEnumerable<Pulumi.Resource> BeforeListening => [];

    /// <param name="dialErrorLimit">How many refused connections are put up with.</param>
    public abstract ConnectionArgs Connection(int dialErrorLimit);

    /// <summary>The text of a command that runs a script from standard input, and runs anew when it is another machine.</summary>
    public abstract Output<string> Running(string purpose);
}
