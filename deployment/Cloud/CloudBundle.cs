using System.Net;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Cloud;

/// <summary>The bundle of a host on the internet. Its containers are on the host's own network, so that clients' addresses are the real ones.</summary>
public static class CloudBundle
{
    /// <param name="addresses">Of the host.</param>
    /// <param name="collector">The collector's settings; of another host, where this one is a satellite.</param>
    /// <param name="certificates">Every certificate of the testbed; what the host has no use for stays out.</param>
    /// <param name="images">The image sources: <c>images/postfix/…</c>, <c>images/collector/…</c> and <c>images/tunnel/…</c>; a host gets those that it runs.</param>
    /// <param name="memoryMiB">The host's: from it follows how many sessions a receiver has room for.</param>
    /// <param name="tunnel">The way between hosts; null where they have a network of their own, or there are no satellites.</param>
    public static IReadOnlyList<BundleFile> Render(
        PlacedHost host,
        HostAddresses addresses,
        CollectorSettings collector,
        IReadOnlyList<IssuedCertificate> certificates,
        IReadOnlyList<BundleFile> images,
        int memoryMiB,
        Tunnel? tunnel = null)
    {
        var room = SessionRoom.On(memoryMiB, host.OfStudy.Count() + (host.Shared.Any() ? 1 : 0));
        var intake = tunnel is null || host.RunsCollector ? collector.Milter.Address : Tunnel.EntryOf(host);
        IReadOnlyList<BundleFile> files =
        [
            .. host.RunsCollector ? SharedFiles.Collector(collector) : [],
            .. host.OfStudy.SelectMany(placed => SharedFiles.Receiver(placed.Receiver, collector.Names, new PostfixHost([addresses.Listen(placed)], intake)
            {
                Loopback = LoopbackOf(placed.Receiver),
                Room = room,
            })),
            .. Shared(host, addresses, collector.Names, intake, room),
            .. tunnel?.FilesOf(host) ?? [],
            .. SharedFiles.Certificates(certificates.Where(certificate => IsFor(host, collector.Names, certificate.Plan))),
            .. images.Where(file => (host.RunsCollector || !file.Path.StartsWith("images/collector/", StringComparison.Ordinal))
                && (tunnel is not null || !file.Path.StartsWith("images/tunnel/", StringComparison.Ordinal))),
        ];
        return [.. files, BundleFile.Text("compose.yml", CloudCompose.Print(host, collector.Names, room, files, tunnel is not null))];
    }

    /// <summary>
    /// A collector's settings on the first host. Its milter and log intake are on loopback; with satellites, where these reach them. TLS is on every address, plain HTTP on loopback only.
    /// </summary>
    /// <param name="first">The addresses of the first host.</param>
    public static CollectorSettings Collector(SiteNames names, SitePlacement placement, HostAddresses first)
    {
        var intake = placement.HasSatellites ? first.IntakeForSatellites : IPAddress.Loopback;
        return new()
        {
            Names = names,
            Milter = new(intake, CollectorPorts.Milter),
            LogIntake = new(intake, CollectorPorts.LogIntake),
            Http = new(IPAddress.Loopback, CollectorPorts.Http),
            Https = new(IPAddress.IPv6Any, CollectorPorts.Https),
            Suite = placement.Suite,
        };
    }

    /// <summary>A loopback address for each receiver's health check.</summary>
    internal static IPAddress LoopbackOf(Receiver receiver) => new([127, 0, 1, (byte)receiver.Name.NumberInStudy]);

    /// <summary>Of the Postfix that is all receivers beyond the study's.</summary>
    internal static IPAddress SharedLoopback { get; } = new([127, 0, 1, 25]);

    private static IEnumerable<BundleFile> Shared(PlacedHost host, HostAddresses addresses, SiteNames names, IPAddress intake, SessionRoom room)
    {
        List<(Receiver Receiver, IPAddress Address)> placed = [.. host.Shared.Select(one => (one.Receiver, addresses.Listen(one)))];
        return placed.Count == 0 ? [] : SharedFiles.Of(
            SharedReceivers.Name,
            SharedReceivers.Render(placed, names, new PostfixHost([.. placed.Select(one => one.Address)], intake)
            {
                Loopback = SharedLoopback,
                Room = room.AtMost(SessionRoom.OfShared),
            }),
            FoldersOf(host, names).Select(folder => $"certificates/{folder}"));
    }

    /// <summary>The folders of the certificates that its shared Postfix presents.</summary>
    internal static IEnumerable<string> FoldersOf(PlacedHost host, SiteNames names) =>
        host.Shared.SelectMany(placed => SharedReceivers.CertificatesOf(placed.Receiver, names)).Select(name => name.Value).Distinct();

    // A key goes where it is used: the policy hosts' and the API's to the collector, an MX host's to its receiver.
    private static bool IsFor(PlacedHost host, SiteNames names, PlannedCertificate plan) =>
        (host.RunsCollector && plan.Names.Any(name => name == names.Api || names.ReceiverOfPolicyHost(name) is not null))
        || host.OfStudy.Any(placed => names.MailHost(placed.Receiver).Value == plan.Folder)
        || FoldersOf(host, names).Contains(plan.Folder);
}
