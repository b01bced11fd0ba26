using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Model.Settings;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace MtaStsAudit.Stack.Site;

/// <summary>Who may connect to the droplets, and where the droplets may connect to.</summary>
/// <remarks>It holds for a tag and is there before the first droplet: so none is ever open, nor one that a killed update left behind.</remarks>
internal sealed class PacketFilter : ComponentResource
{
    private static readonly string[] World = ["0.0.0.0/0", "::/0"];

    // A droplet asks it for its addresses at each boot.
    private static readonly string[] MetadataService = ["169.254.169.254/32"];

    public PacketFilter(string name, PacketFilterArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:PacketFilter", name, options)
    {
        // A tag has to be there before a firewall names it.
        Tag = new Tag($"{name}-tag", new TagArgs { Name = TagNamed(args.Name) }, new CustomResourceOptions { Parent = this });
        var inbound = new List<FirewallInboundRuleArgs>
        {
            Inbound(25, World),
            Inbound(443, World),
            Inbound(22, args.Settings.OperatorNetworks.Select(network => network.ToString()).ToArray()),
        };
        // No port 25: a receiver never sends.
        var outbound = new List<FirewallOutboundRuleArgs>
        {
            Outbound("udp", 53, World),
            Outbound("tcp", 53, World),
            Outbound("tcp", 443, World),
            Outbound("udp", 123, World),
            Outbound("tcp", 80, MetadataService),
        };
        if (args.HasSatellites)
        {
            foreach (var port in new[] { CollectorPorts.Milter, CollectorPorts.LogIntake })
            {
                // By the tag, and not by the network's range: others of the account may have droplets in it as well.
                inbound.Add(new() { Protocol = "tcp", PortRange = $"{port}", SourceTags = { Tag.Name } });
                outbound.Add(new() { Protocol = "tcp", PortRange = $"{port}", DestinationTags = { Tag.Name } });
            }
        }

        if (args.Settings.DatabasePort is { } databasePort)
        {
            outbound.Add(Outbound("tcp", databasePort, World));
        }

        Firewall = new Firewall($"{name}-firewall", new FirewallArgs
        {
            Name = args.Name,
            Tags = { Tag.Name },
            InboundRules = inbound,
            OutboundRules = outbound,
        }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    /// <summary>Of every droplet of this stack and of nothing else.</summary>
    public Tag Tag { get; }

    public Firewall Firewall { get; }

    /// <summary>The tag's name: a stack's name may have dots, and a tag may not.</summary>
    public static string TagNamed(string accountWideName) => accountWideName.Replace('.', '-');

    private static FirewallInboundRuleArgs Inbound(int port, InputList<string> sources) =>
        new() { Protocol = "tcp", PortRange = $"{port}", SourceAddresses = sources };

    private static FirewallOutboundRuleArgs Outbound(string protocol, int port, InputList<string> destinations) =>
        new() { Protocol = protocol, PortRange = $"{port}", DestinationAddresses = destinations };
}

internal sealed record PacketFilterArgs
{
    public required string Name { get; init; }

    public required StackSettings Settings { get; init; }

    public required bool HasSatellites { get; init; }
}
