using System.Net;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Cloud;

/// <summary>The bundle of a droplet. Its containers are on the host's own network, so that clients' addresses are the real ones.</summary>
public static class CloudBundle
{
    /// <param name="addresses">Of the droplet.</param>
    /// <param name="collector">The collector's settings; of another droplet, where this one is a satellite.</param>
    /// <param name="certificates">Every certificate of the testbed; what the droplet has no use for stays out.</param>
    /// <param name="images">The image sources: <c>images/postfix/…</c> and <c>images/collector/…</c>; a satellite gets only the former.</param>
    /// <param name="size">The droplet's, in DigitalOcean's words: from its memory follows how many sessions a receiver has room for.</param>
    public static IReadOnlyList<BundleFile> Render(
        PlacedHost host,
        DropletAddresses addresses,
        CollectorSettings collector,
        IReadOnlyList<IssuedCertificate> certificates,
        IReadOnlyList<BundleFile> images,
        string size = DropletPrices.DefaultSize)
    {
        var room = SessionRoom.On(DropletMemory.MiBOf(size), host.Receivers.Count);
        IReadOnlyList<BundleFile> files =
        [
            .. host.RunsCollector ? SharedFiles.Collector(collector) : [],
            .. host.Receivers.SelectMany(placed => SharedFiles.Receiver(placed.Receiver, collector.Names, new PostfixHost([addresses.Listen(placed)], collector.Milter.Address)
            {
                Loopback = LoopbackOf(placed.Receiver),
                Room = room,
            })),
            .. SharedFiles.Certificates(certificates.Where(certificate => IsFor(host, collector.Names, certificate.Plan))),
            .. images.Where(file => host.RunsCollector || !file.Path.StartsWith("images/collector/", StringComparison.Ordinal)),
        ];
        return [.. files, BundleFile.Text("compose.yml", CloudCompose.Print(host, collector.Names, room, files))];
    }

    /// <summary>
    /// A collector's settings on the first droplet. Its milter and log intake are on loopback; with satellites, on the droplet's
    /// address in the VPC. TLS is on every address, plain HTTP on loopback only.
    /// </summary>
    /// <param name="first">The addresses of the first droplet.</param>
    public static CollectorSettings Collector(SiteNames names, SitePlacement placement, DropletAddresses first)
    {
        var intake = placement.HasSatellites ? first.Private : IPAddress.Loopback;
        return new()
        {
            Names = names,
            Milter = new(intake, CollectorPorts.Milter),
            LogIntake = new(intake, CollectorPorts.LogIntake),
            Http = new(IPAddress.Loopback, CollectorPorts.Http),
            Https = new(IPAddress.IPv6Any, CollectorPorts.Https),
        };
    }

    /// <summary>A loopback address for each receiver's health check.</summary>
    internal static IPAddress LoopbackOf(Receiver receiver) => new([127, 0, 1, (byte)receiver.Name.NumberInStudy]);

    private static bool IsFor(PlacedHost host, SiteNames names, PlannedCertificate plan) =>
        (host.RunsCollector && plan.Kind == CertificateKind.Trusted)
        || host.Receivers.Any(placed => names.MailHost(placed.Receiver.Name).Value == plan.Folder);
}
