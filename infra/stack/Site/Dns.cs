using System.Collections.Immutable;
using System.Net;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;
using Pulumi;
using SiteRecord = MtaStsAudit.Model.Dns.DnsRecord;

namespace MtaStsAudit.Stack.Site;

/// <summary>Every record of the testbed, straight from the model.</summary>
internal sealed class Dns : ComponentResource
{
    private readonly string name;
    private readonly DnsArgs args;

    /// <summary>Publishes who may issue certificates, and nothing else yet.</summary>
    public Dns(string name, DnsArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:Dns", name, options)
    {
        (this.name, this.args) = (name, args);
        var authorizing = SiteRecords.Authorizing(args.Settings.Names, args.Settings.Acme.CaaIssuer);
        Authorization = Add(authorizing, Output.Create(ValueOf(authorizing)), []);
    }

    /// <summary>The CAA record.</summary>
    public Pulumi.Resource Authorization { get; }

    /// <summary>Publishes all the rest.</summary>
    /// <param name="addresses">Of each droplet, in the placement's order.</param>
    /// <param name="policiesServed">What has to have succeeded before a policy is announced.</param>
    public void Publish(IReadOnlyList<Output<DropletAddresses>> addresses, InputList<Pulumi.Resource> policiesServed)
    {
        // How many records there are and what they are called does not depend on the addresses, which are not known in a first preview.
        var shape = RecordsWith(args.Placement.Hosts.Select(_ => PlaceholderAddresses).ToImmutableArray());
        var actual = Output.All(addresses.ToImmutableArray()).Apply(RecordsWith);
        for (var index = 0; index < shape.Count; index++)
        {
            var place = index;
            Add(shape[index], actual.Apply(records => ValueOf(records[place])), policiesServed);
        }

        RegisterOutputs();
    }

    private static DropletAddresses PlaceholderAddresses { get; } =
        new(IPAddress.Any, IPAddress.IPv6Any, IPAddress.Any, IPAddress.Any, IPAddress.Any);

    private List<SiteRecord> RecordsWith(ImmutableArray<DropletAddresses> addresses)
    {
        var byLetter = args.Placement.Hosts
            .SelectMany((host, index) => host.Receivers.Select(placed => (placed.Receiver.Name, Address: addresses[index].Published(placed))))
            .ToDictionary(pair => pair.Name, pair => pair.Address);
        var published = new PublishedAddresses(receiver => [byLetter[receiver.Name]], [addresses[0].IPv4, addresses[0].IPv6]);
        return [.. SiteRecords.For(args.Settings.Names, Catalogue.Study, published)];
    }

    private Pulumi.DigitalOcean.DnsRecord Add(SiteRecord record, Output<string> value, InputList<Pulumi.Resource> policiesServed)
    {
        var isPolicyId = record.Owner.StartsWith(StsRecord.OwnerLabel + ".", StringComparison.Ordinal);
        var site = args.Settings.Names.Site;
        var inputs = new Pulumi.DigitalOcean.DnsRecordArgs
        {
            Domain = args.Settings.Zone.Value,
            Name = record.NameIn(args.Settings.Zone),
            Type = record.Type.ToString(),
            Value = value,
            Ttl = (int)args.Settings.Ttl.TotalSeconds,
        };
        if (record.Preference is { } preference)
        {
            inputs.Priority = preference;
        }

        if (record.Tag is { } tag)
        {
            (inputs.Flags, inputs.Tag) = (0, tag);
        }

        // RFC 8461 §3.1: two STS records at a name are none, so the old one goes first. RFC 8461 §8.1: a new id is announced only once
        // the new text is served, since a sender fetches it at once and then keeps it.
        return new Pulumi.DigitalOcean.DnsRecord($"{name}-{record.Type}-{record.NameIn(site)}", inputs, new CustomResourceOptions
        {
            Parent = this,
            DeleteBeforeReplace = isPolicyId,
            DependsOn = isPolicyId ? policiesServed : [],
        });
    }

    private static string ValueOf(SiteRecord record) => record.Type is DnsRecordType.MX or DnsRecordType.CAA ? record.Value + "." : record.Value;
}

internal sealed record DnsArgs
{
    public required StackSettings Settings { get; init; }

    public required SitePlacement Placement { get; init; }
}
