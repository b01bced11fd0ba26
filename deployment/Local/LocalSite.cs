using System.Net;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Local;

/// <summary>The testbed on one machine: its names and the static addresses of its isolated bridge network.</summary>
/// <remarks>Names end in <c>.test</c> (RFC 6761 §6.2); the IPv6 prefix is a unique local one (RFC 4193).</remarks>
public sealed record LocalSite(SiteNames Names)
{
    private static readonly Dictionary<ReceiverName, int> Numbers = Catalogue.Receivers.Select((receiver, index) => (receiver.Name, index)).ToDictionary(one => one.Name, one => one.index);

    public const string Network = "mta-sts-audit";
    public const string SubnetV4 = "10.78.0.0/16";

    /// <summary>How long the prefix of <see cref="SubnetV4"/> is.</summary>
    public const int PrefixV4 = 16;

    public const string SubnetV6 = "fd7a:5c1e::/32";

    /// <summary>Where the name server itself lives.</summary>
    public const string RigDomain = "rig.test";

    public static LocalSite Default { get; } = new(new SiteNames(DomainName.Parse("audit.test")));

    public static IPAddress GatewayV4 { get; } = IPAddress.Parse("10.78.0.1");

    public static IPAddress GatewayV6 { get; } = IPAddress.Parse("fd7a:5c1e::1");

    public static HostAddresses Dns { get; } = new(IPAddress.Parse("10.78.0.53"), IPAddress.Parse("fd7a:5c1e::53"));

    public static HostAddresses Collector { get; } = new(IPAddress.Parse("10.78.0.80"), IPAddress.Parse("fd7a:5c1e::80"));

    /// <summary>Of the Postfix that is all receivers beyond the study's; each of them has an address besides.</summary>
    public static HostAddresses SharedReceivers { get; } = new(IPAddress.Parse("10.78.0.25"), IPAddress.Parse("fd7a:5c1e::25"));

    /// <summary>Where the API is reached from the machine itself, without a certificate.</summary>
    public static Uri Api { get; } = new($"http://{Collector.V4}:{CollectorPorts.Http}/");

    /// <summary>A receiver's addresses: both families, of which DNS publishes one.</summary>
    /// <exception cref="ArgumentException">The catalogue has no receiver of that name.</exception>
    public static HostAddresses Receiver(ReceiverName name)
    {
        var number = Numbers.TryGetValue(name, out var found) ? found : throw new ArgumentException($"There is no receiver {name}.", nameof(name));
        return name.IsOfStudy ? At(1, name.NumberInStudy) : At(2, number);

        static HostAddresses At(int network, int host) => new(IPAddress.Parse($"10.78.{network}.{host}"), IPAddress.Parse($"fd7a:5c1e::{network}:{host:x}"));
    }

    /// <summary>What DNS publishes: c on IPv6 so that both families are tried, all others on IPv4.</summary>
    public static IPAddress Published(Receiver receiver)
    {
        var addresses = Receiver(receiver.Name);
        return receiver.IsIPv6Control ? addresses.V6 : addresses.V4;
    }
}

/// <summary>A host's addresses, one of each family.</summary>
public sealed record HostAddresses(IPAddress V4, IPAddress V6);
