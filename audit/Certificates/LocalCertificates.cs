using System.Security.Cryptography;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Certificates;

/// <summary>The certificates of the testbed on one machine, kept in its state folder and issued anew when they are due.</summary>
/// <remarks>Two authorities: senders of the rig trust the one, and nobody trusts the other.</remarks>
internal sealed class LocalCertificates(StateFolder folder, TimeProvider time)
{
    public const string TrustedCertificate = "ca/trusted.pem";

    public IReadOnlyList<IssuedCertificate> For(SiteNames names, IReadOnlyList<Receiver> receivers)
    {
        using var trusted = Authority("trusted");
        using var untrusted = Authority("untrusted");
        return
        [
            .. CertificatePlan.For(names, receivers)
                .Select(plan => Certificate(plan, plan.Kind == CertificateKind.UntrustedIssuer ? untrusted : trusted)),
        ];
    }

    private LocalAuthority Authority(string name)
    {
        var (certificate, key) = ($"ca/{name}.pem", $"ca/{name}.key");
        if (folder.Read(certificate) is { } oldCertificate && folder.Read(key) is { } oldKey)
        {
            try
            {
                var old = LocalAuthority.Load(oldCertificate, oldKey);
                if (!old.IsDue(time.GetUtcNow()))
                {
                    return old;
                }

                old.Dispose();
            }
            catch (Exception fault) when (fault is CryptographicException or ArgumentException)
            {
                // Half a pair is no authority: a new one takes its place.
            }
        }

        var authority = LocalAuthority.Create($"MTA-STS audit, {name} on this machine", time.GetUtcNow());
        folder.Write(BundleFile.Secret(key, authority.ExportKeyPem()));
        folder.Write(BundleFile.Text(certificate, authority.CertificatePem));
        return authority;
    }

    private IssuedCertificate Certificate(PlannedCertificate plan, LocalAuthority authority)
    {
        var now = time.GetUtcNow();
        var kept = folder.Read($"certificates/{plan.Folder}/{IssuedCertificate.FileName}") is { } pem ? IssuedCertificate.Read(plan, pem) : null;
        return kept is not null && authority.StandsBehind(kept, now) ? kept : authority.Issue(plan, now);
    }
}
