using System.Collections.Immutable;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Resources;
using Pulumi;

namespace MtaStsAudit.Stack.Site;

/// <summary>The secrets by which satellites of one's own and the collector's host know each other: one for each satellite.</summary>
internal sealed class TunnelSecrets : ComponentResource
{
    public TunnelSecrets(string name, SitePlacement placement, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:TunnelSecrets", name, options)
    {
        IReadOnlyList<string> satellites = [.. Tunnel.SatellitesOf(placement).Select(satellite => satellite.Name)];
        var secrets = Output.All(satellites.Select(satellite => new GeneratedSecret($"{name}-{satellite}", new CustomResourceOptions { Parent = this }).Value).ToImmutableArray());
        Shared = secrets.Apply(made => new Tunnel(placement, satellites.Zip(made).ToImmutableDictionary(pair => pair.First, pair => pair.Second)));
        RegisterOutputs();
    }

    /// <summary>Secret.</summary>
    public Output<Tunnel> Shared { get; }
}
