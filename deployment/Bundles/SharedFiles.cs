using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Bundles;

/// <summary>The files that every bundle has, wherever it is deployed.</summary>
internal static class SharedFiles
{
    public static IEnumerable<BundleFile> Collector(CollectorSettings settings) => [BundleFile.Text("collector/collector.json", settings.ToJson())];

    public static IEnumerable<BundleFile> Receiver(Receiver receiver, SiteNames names, PostfixHost host) =>
        Of(receiver.Name.Value, PostfixSettings.Render(receiver, names, host), "certificate");

    /// <param name="certificates">The folders that its certificates are mounted at.</param>
    public static IEnumerable<BundleFile> Of(string name, IReadOnlyList<PostfixFile> files, params IEnumerable<string> certificates) =>
        [
            .. files.Select(file => BundleFile.Text($"receivers/{name}/{file.Path}", file.Content)),
            // A mount point within a read-only mount has to exist.
            .. certificates.Select(folder => BundleFile.Text($"receivers/{name}/{folder}/.keep", "")),
        ];

    public static IEnumerable<BundleFile> Certificates(IEnumerable<IssuedCertificate> certificates) => certificates.Select(certificate =>
        BundleFile.Text($"certificates/{certificate.Plan.Folder}/{IssuedCertificate.FileName}", certificate.Pem));
}
