using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Readiness;

/// <summary>How long the deployed certificates are still good: those of the receivers, the policy hosts and the API.</summary>
internal sealed class CertificateDates(CollectorSettings settings, TimeProvider time)
{
    /// <summary>Renewal begins weeks before: who has so little left was forgotten.</summary>
    private static readonly TimeSpan LeastLeft = TimeSpan.FromDays(3);

    // Those that are out of date on purpose.
    private readonly HashSet<string> lapsed =
    [
        .. CertificatePlan.For(settings.Names, [.. settings.Suite.Receivers])
            .Where(plan => plan.Kind is CertificateKind.Expired or CertificateKind.NotYetValid).Select(plan => plan.Folder),
    ];

    /// <summary>By the name of their folder; those that are out of date by design are left out.</summary>
    public IReadOnlyList<CertificateState> Read() => Directory.Exists(settings.Certificates)
        ? [.. Directory.EnumerateDirectories(settings.Certificates).Order(StringComparer.Ordinal).Where(folder => !lapsed.Contains(Path.GetFileName(folder))).Select(Of).OfType<CertificateState>()]
        : [];

    private CertificateState? Of(string folder)
    {
        var file = Path.Combine(folder, IssuedCertificate.FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var leaf = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            var left = leaf.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
            return new(left >= LeastLeft, Path.GetFileName(folder), Math.Round(left.TotalDays, 1));
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new(false, Path.GetFileName(folder), 0);
        }
    }
}
