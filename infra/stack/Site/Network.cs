using Pulumi;
using Pulumi.DigitalOcean;

namespace MtaStsAudit.Stack.Site;

/// <summary>The private network of the droplets.</summary>
internal sealed class Network : ComponentResource
{
    public Network(string name, NetworkArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:Network", name, options)
    {
        Vpc = new Vpc($"{name}-vpc", new VpcArgs
        {
            Name = args.Name,
            Region = args.Region,
            Description = "Private network of an MTA-STS testbed.",
        }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    public Vpc Vpc { get; }
}

internal sealed record NetworkArgs
{
    public required string Name { get; init; }

    public required string Region { get; init; }
}
