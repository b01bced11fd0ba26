using System.Security.Cryptography;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Certificates;

/// <summary>A certificate that a testbed needs.</summary>
/// <param name="Names">Every DNS name it must cover; the first one names its folder.</param>
public sealed record PlannedCertificate(IReadOnlyList<DomainName> Names, CertificateKind Kind)
{
    public string Folder => Names[0].Value;
}

/// <summary>Which certificates a testbed needs.</summary>
/// <remarks>
/// In the study: one for each receiver's trusted names, one for each faulty MX. Beyond it each MX host has its own, since they differ,
/// and all policy hosts that have nothing wrong with them share one. And one for the API.
/// </remarks>
public static class CertificatePlan
{
    public static IReadOnlyList<PlannedCertificate> For(SiteNames names, IReadOnlyList<Receiver> receivers) =>
    [
        .. receivers.Where(receiver => receiver.Name.IsOfStudy).SelectMany(receiver => Of(names, receiver)),
        .. BeyondStudy(names, [.. receivers.Where(receiver => !receiver.Name.IsOfStudy)]),
        new([names.Api], CertificateKind.Trusted),
    ];

    private static IEnumerable<PlannedCertificate> BeyondStudy(SiteNames names, IReadOnlyList<Receiver> receivers)
    {
        foreach (var receiver in receivers.Where(receiver => receiver.Certificate != CertificateKind.None))
        {
            var host = names.MailHost(receiver);
            yield return new(receiver.Certificate == CertificateKind.AlsoForListedHost ? [host, names.ListedHost(receiver.Scenario)] : [host], receiver.Certificate);
        }

        List<DomainName> sound = [];
        foreach (var scenario in receivers.Select(receiver => receiver.Scenario).Distinct().Select(Catalogue.FindScenario).OfType<Scenario>().Where(scenario => scenario.Sts is not null))
        {
            var kind = CertificateOf(scenario.Sts!.Host);
            if (kind == CertificateKind.Trusted)
            {
                sound.Add(names.PolicyHost(scenario.Name));
            }
            else
            {
                yield return new([names.PolicyHost(scenario.Name)], kind);
            }
        }

        if (sound.Count > 0)
        {
            yield return new(sound, CertificateKind.Trusted);
        }
    }

    /// <summary>What the certificate of a policy host is like.</summary>
    public static CertificateKind CertificateOf(PolicyHostKind host) => host switch
    {
        PolicyHostKind.UntrustedCertificate => CertificateKind.UntrustedIssuer,
        PolicyHostKind.CertificateOfAnotherHost => CertificateKind.WrongName,
        PolicyHostKind.ExpiredCertificate => CertificateKind.Expired,
        PolicyHostKind.Plain or PolicyHostKind.IPv6Only or PolicyHostKind.ByCname or PolicyHostKind.Redirect or PolicyHostKind.NotFound
            or PolicyHostKind.ServerError or PolicyHostKind.Silent or PolicyHostKind.ClosesConnection => CertificateKind.Trusted,
    };

    private static IEnumerable<PlannedCertificate> Of(SiteNames names, Receiver receiver)
    {
        if (receiver.Certificate is not (CertificateKind.None or CertificateKind.Trusted))
        {
            yield return new([names.MailHost(receiver.Name)], receiver.Certificate);
        }

        List<DomainName> trusted = [];
        if (receiver.Certificate == CertificateKind.Trusted)
        {
            trusted.Add(names.MailHost(receiver.Name));
        }

        // The policy host is faultless everywhere: otherwise the receiver's own fault would not be the only one.
        if (receiver.Policy is not null)
        {
            trusted.Add(names.PolicyHost(receiver.Name));
        }

        if (trusted.Count > 0)
        {
            yield return new(trusted, CertificateKind.Trusted);
        }
    }
}

/// <summary>An issued certificate of the plan.</summary>
/// <param name="FullChainPem">Leaf first, then intermediates.</param>
public sealed record IssuedCertificate(PlannedCertificate Plan, string FullChainPem, string PrivateKeyPem)
{
    /// <summary>The name of the file that it is deployed as, in its folder.</summary>
    public const string FileName = "certificate.pem";

    /// <summary>
    /// The file: the key, then the chain, as Postfix's <c>smtpd_tls_chain_files</c> wants them. One file, so that a renewed pair takes
    /// the place of the old one in one step, and nobody ever meets halves of two.
    /// </summary>
    public string Pem => $"{PrivateKeyPem.TrimEnd()}\n{FullChainPem.TrimEnd()}\n";

    /// <summary>Reads the file again; null when it does not begin with a key.</summary>
    public static IssuedCertificate? Read(PlannedCertificate plan, string pem) =>
        PemEncoding.TryFind(pem, out var key) && pem[key.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal)
            ? new(plan, pem[key.Location.End..].TrimStart(), pem[key.Location])
            : null;
}
