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
    private readonly DnsArgs args;

    public Dns(string name, DnsArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:Dns", name, options)
    {
        this.args = args;
        // How many records there are and what they are called does not depend on the addresses, which are not known in a first preview.
        var shape = RecordsWith(args.Placement.Hosts.Select(_ => PlaceholderAddresses).ToImmutableArray());
        var names = NamesOf(shape);
        var actual = Output.All(args.Addresses.ToImmutableArray()).Apply(RecordsWith);
        for (var index = 0; index < shape.Count; index++)
        {
            var place = index;
            Add($"{name}-{names[index]}", shape[index], actual.Apply(records => ValueOf(records[place])));
        }

        RegisterOutputs();
    }

    private static DropletAddresses PlaceholderAddresses { get; } =
        new(IPAddress.Any, IPAddress.IPv6Any, IPAddress.Any, IPAddress.Any, IPAddress.Any);

    private List<SiteRecord> RecordsWith(ImmutableArray<DropletAddresses> addresses)
    {
        var byName = args.Placement.Hosts
            .SelectMany((host, index) => host.Receivers.Select(placed => (placed.Receiver.Name, Address: addresses[index].Published(placed))))
            .ToDictionary(pair => pair.Name, pair => pair.Address);
        var published = new PublishedAddresses(receiver => [byName[receiver.Name]], [addresses[0].IPv4, addresses[0].IPv6]);
        return
        [
            .. SiteRecords.For(args.Settings.Names, [.. args.Placement.Suite.Receivers], published),
            SiteRecords.Authorizing(args.Settings.Names, args.Settings.Acme.CaaIssuer),
        ];
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

    private void Add(string name, SiteRecord record, Output<string> value)
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
        _ = new Pulumi.DigitalOcean.DnsRecord(name, inputs, new CustomResourceOptions
        {
            Parent = this,
            DeleteBeforeReplace = isPolicyId,
            DependsOn = isPolicyId ? args.PoliciesServed : [],
        });
    }

    private static string ValueOf(SiteRecord record) => record.Type is DnsRecordType.MX or DnsRecordType.CAA or DnsRecordType.CNAME ? record.Value + "." : record.Value;
}

internal sealed record DnsArgs
{
    public required StackSettings Settings { get; init; }

    public required SitePlacement Placement { get; init; }

    /// <summary>Of each droplet, in the placement's order.</summary>
    public required IReadOnlyList<Output<DropletAddresses>> Addresses { get; init; }

    /// <summary>What has to have succeeded before a policy is announced.</summary>
    public required InputList<Pulumi.Resource> PoliciesServed { get; init; }
}
