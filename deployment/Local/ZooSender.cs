using System.Net;

namespace MtaStsAudit.Deployment.Local;

/// <summary>A real mail server that sends on the local testbed: what it is, and where it lives.</summary>
/// <param name="Name">What it is called in every release.</param>
/// <param name="Folder">Has what its image is made of, below <c>zoo/</c>.</param>
/// <param name="About">What it is, in a few words.</param>
/// <param name="Settings">The environment that its <c>start.sh</c> reads.</param>
/// <param name="Network">Third octet of its IPv4 network, and a group of its IPv6 one, with the same digits.</param>
public sealed record ZooSender(string Name, DebianRelease Release, string Folder, string About, IReadOnlyDictionary<string, string> Settings, int Network)
{
    /// <summary>
    /// Tells it from the others on the testbed. A sender of the oldest release goes by its name alone, those of later ones have the
    /// release behind it: <c>exim</c>, <c>exim-trixie</c>.
    /// </summary>
    public string Id => Release == default ? Name : $"{Name}-{DebianReleaseName.Of(Release)}";

    /// <summary>A registrable domain of its own: hosts of one such domain are one sender.</summary>
    public string Domain => $"{Id}.test";

    public string HostName => $"mx.{Domain}";

    /// <summary>Each has a /24 and a /48 of its own, so that they are several senders.</summary>
    /// <remarks>The container engine sets the low 64 bits of an IPv6 address only: a sender puts its own on its interface.</remarks>
    public HostAddresses Addresses => new(IPAddress.Parse($"10.78.{Network}.25"), IPAddress.Parse($"fd7a:5c1e:{Network}::25"));

    /// <summary>The IPv6 address that the container engine gives it, before it takes its own.</summary>
    public IPAddress AddressOfEngine => IPAddress.Parse($"fd7a:5c1e::{Network}:25");

    /// <summary>The sender that it hands on to what it may not deliver itself, by name; null: there is none.</summary>
    public string? FallsBackTo { get; init; }

    /// <summary>Whether it is audited after the others, alone: it keeps so many sessions open that they would find receivers busy.</summary>
    public bool IsAuditedAlone { get; init; }

    /// <summary>Whether it is there for another one's sake and is not audited itself.</summary>
    public bool IsRelay { get; init; }
}
