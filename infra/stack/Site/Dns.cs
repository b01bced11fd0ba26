using System.Collections.Immutable;
using System.Net;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Dns;
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
        Authorization = Add(NamesOf([authorizing])[0], authorizing, Output.Create(ValueOf(authorizing)), []);
    }

    /// <summary>The CAA record.</summary>
    public Pulumi.Resource Authorization { get; }

    /// <summary>Publishes all the rest.</summary>
    /// <param name="addresses">Of each host, in the placement's order.</param>
    /// <param name="policiesServed">What has to have succeeded before a policy is announced.</param>
    public void Publish(IReadOnlyList<Output<HostAddresses>> addresses, InputList<Pulumi.Resource> policiesServed)
    {
        // How many records there are and what they are called does not depend on the addresses, which are not known in a first preview.
        var shape = RecordsWith(args.Placement.Hosts.Select(host => host.Own is { } own ? new OwnAddresses(own) : PlaceholderAddresses).ToImmutableArray());
        var names = NamesOf(shape);
        var actual = Output.All(addresses.ToImmutableArray()).Apply(RecordsWith);
        for (var index = 0; index < shape.Count; index++)
        {
            var place = index;
            Add(names[index], shape[index], actual.Apply(records => ValueOf(records[place])), policiesServed);
        }

        RegisterOutputs();
    }

    private static HostAddresses PlaceholderAddresses { get; } =
        new DropletAddresses(IPAddress.Any, IPAddress.IPv6Any, IPAddress.Any, IPAddress.Any, IPAddress.Any);

    private List<SiteRecord> RecordsWith(ImmutableArray<HostAddresses> addresses)
    {
        var byName = args.Placement.Hosts
            .SelectMany((host, index) => host.Receivers.Select(placed => (placed.Receiver.Name, Address: addresses[index].Published(placed))))
            .ToDictionary(pair => pair.Name, pair => pair.Address);
        var published = new PublishedAddresses(receiver => [byName[receiver.Name]], addresses[0].Web);
        return [.. SiteRecords.For(args.Settings.Names, [.. args.Placement.Suite.Receivers], published)];
    }

    // By type and owner; where several records have both, those after the first are counted.
    private IReadOnlyList<string> NamesOf(IReadOnlyList<SiteRecord> records)
    {
        var site = args.Settings.Names.Site;
        return
        [
            .. records.Select((record, index) => (record.Type, Owner: record.NameIn(site), Before: records.Take(index).Count(other => other.Type == record.Type && other.Owner == record.Owner)))
                .Select(one => $"{one.Type}-{one.Owner}{(one.Before == 0 ? "" : $"-{one.Before + 1}")}"),
        ];
    }

    private Pulumi.DigitalOcean.DnsRecord Add(string resource, SiteRecord record, Output<string> value, InputList<Pulumi.Resource> policiesServed)
    {
        // The name that an alias at the policy's name leads to ends in the same label.
        var isPolicyId = record.Owner.Split('.')[0].EndsWith(StsRecord.OwnerLabel, StringComparison.Ordinal);
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
        return new Pulumi.DigitalOcean.DnsRecord($"{name}-{resource}", inputs, new CustomResourceOptions
        {
            Parent = this,
            DeleteBeforeReplace = isPolicyId,
            DependsOn = isPolicyId ? policiesServed : [],
        });
    }

    private static string ValueOf(SiteRecord record) => record.Type is DnsRecordType.MX or DnsRecordType.CAA or DnsRecordType.CNAME ? record.Value + "." : record.Value;
}

internal sealed record DnsArgs
{
    public required StackSettings Settings { get; init; }

    public required SitePlacement Placement { get; init; }
}
