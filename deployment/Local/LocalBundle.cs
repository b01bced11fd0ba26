using System.Net;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Deployment.Local;

/// <summary>The bundle of the testbed on one machine.</summary>
public static class LocalBundle
{
    /// <summary>Where the collector's container has the testbed's own CA.</summary>
    public const string TrustedRoots = "/ca/trusted.pem";

    /// <summary>The milter's socket, in a folder that all its containers share.</summary>
    public const string MilterSocket = "/intake/milter";

    /// <summary>Every file but the image sources (<c>images/collector</c>, <c>images/postfix</c>, <c>images/dns</c>), which the caller copies in.</summary>
    public static IReadOnlyList<BundleFile> Render(LocalSite site, CollectorSettings collector, IReadOnlyList<IssuedCertificate> certificates)
    {
        List<Receiver> receivers = [.. collector.Suite.Receivers];
        IReadOnlyList<BundleFile> files =
        [
            .. Dns(site, receivers, collector.Rules),
            .. SharedFiles.Collector(collector with { MilterSocket = MilterSocket }),
            .. receivers.Where(receiver => receiver.Name.IsOfStudy).SelectMany(receiver => SharedFiles.Receiver(receiver, site.Names, HostOf(receiver))),
            .. Shared(site, [.. receivers.Where(receiver => !receiver.Name.IsOfStudy)], collector.Rules),
            .. SharedFiles.Certificates(certificates),
        ];
        return [.. files, BundleFile.Text("compose.yml", LocalCompose.Print(site, receivers, files))];
    }

    private static PostfixHost HostOf(Receiver receiver) =>
        new([LocalSite.Receiver(receiver.Name).V4, LocalSite.Receiver(receiver.Name).V6], LocalSite.Collector.V4) { MilterSocket = MilterSocket };

    private static IEnumerable<BundleFile> Shared(LocalSite site, IReadOnlyList<Receiver> receivers, AuditRules rules)
    {
        if (receivers.Count == 0)
        {
            return [];
        }

        List<(Receiver Receiver, IPAddress Address)> placed = [.. receivers.Select(receiver => (receiver, LocalSite.Receiver(receiver.Name).V4))];
        return
        [
            .. SharedFiles.Of(SharedReceivers.Name, SharedReceivers.Render(placed, site.Names,
                new PostfixHost([], LocalSite.Collector.V4) { MilterSocket = MilterSocket, Room = SessionRoom.OfShared }), "certificates"),
            .. SharedReceivers.Front(placed, rules) is { } front ? [BundleFile.Text("front/front.json", front.ToJson())] : Array.Empty<BundleFile>(),
        ];
    }

    private static IEnumerable<BundleFile> Dns(LocalSite site, IReadOnlyList<Receiver> receivers, AuditRules rules)
    {
        var zones = LocalZones.Print(site, receivers);
        return
        [
            BundleFile.Text("dns/knot.conf", KnotConf.Print(zones.Select(zone => zone.Origin))),
            BundleFile.Text("dns/resolv.conf", $"nameserver {LocalSite.Dns.V4}\noptions timeout:2\n"),
            BundleFile.Text("dns/new-ids.sh", NewIds.Print(site.Names, receivers, rules.UntilChange, LocalZones.TtlSeconds)),
            .. zones.Select(zone => BundleFile.Text($"dns/zones/{zone.Origin}.zone", zone.Text)),
        ];
    }
}
