using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Model.Settings;
using Pulumi;
using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace MtaStsAudit.Stack.Site;

/// <summary>Who may connect to the droplets, and where the droplets may connect to.</summary>
internal sealed class PacketFilter : ComponentResource
{
    // So many droplets DigitalOcean lets one firewall name.
    private const int DropletsOfOneFirewall = 10;

    private static readonly string[] World = ["0.0.0.0/0", "::/0"];

    public PacketFilter(string name, PacketFilterArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:PacketFilter", name, options)
    {
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
        };
        if (args.HasSatellites)
        {
            foreach (var port in new[] { CollectorPorts.Milter, CollectorPorts.LogIntake })
            {
                inbound.Add(Inbound(port, args.PrivateRange));
                outbound.Add(Outbound("tcp", port, args.PrivateRange));
            }
        }

        if (args.Settings.DatabasePort is { } databasePort)
        {
            outbound.Add(Outbound("tcp", databasePort, World));
        }

        foreach (var (index, dropletIds) in args.DropletIds.Chunk(DropletsOfOneFirewall).Index())
        {
            _ = new Firewall($"{name}-firewall{Suffix(index)}", new FirewallArgs
            {
                Name = args.Name + Suffix(index),
                DropletIds = dropletIds,
                InboundRules = inbound,
                OutboundRules = outbound,
            }, new CustomResourceOptions { Parent = this });
        }

        RegisterOutputs();
    }

    private static string Suffix(int index) => index == 0 ? "" : $"-{index + 1}";

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

    /// <summary>The VPC's addresses.</summary>
    public required Output<string> PrivateRange { get; init; }

    public required IReadOnlyList<Output<int>> DropletIds { get; init; }
}
