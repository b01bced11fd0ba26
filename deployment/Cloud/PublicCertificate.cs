using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Cloud;

/// <summary>How a certificate of the plan is had for a testbed on the public internet.</summary>
/// <param name="Issuer">Who signs it.</param>
/// <param name="Names">Its DNS-IDs (RFC 6125 §2.3), which need not be the names of the host that presents it.</param>
public sealed record PublicCertificate(PublicIssuer Issuer, IReadOnlyList<string> Names)
{
    /// <summary>Whether the server sends it without the certificates of the CAs above it.</summary>
    public bool IsSentAlone { get; init; }

    /// <returns>Why there is no such certificate, as the end of a sentence; null when it can be had.</returns>
    public static string? ObstacleTo(CertificateKind kind) => kind switch
    {
        CertificateKind.None or CertificateKind.Trusted or CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.WrongName
            or CertificateKind.AlsoForListedHost or CertificateKind.Wildcard or CertificateKind.WildcardTwoLabelsBelow or CertificateKind.IntermediateMissing or CertificateKind.RightBySni => null,
        CertificateKind.NameInCommonNameOnly => "a public CA puts each name of a certificate among its DNS-IDs",
        CertificateKind.Expired => "a public CA issues no certificate that has expired",
        CertificateKind.NotYetValid => "a public CA issues no certificate that is not valid yet",
        CertificateKind.Rsa4096 => "certificates are ordered for ECDSA keys",
        CertificateKind.Rsa1024 => "a public CA issues no certificate for an RSA key of 1024 bits",
    };

    /// <exception cref="ArgumentException">There is no such certificate: see <see cref="ObstacleTo"/>.</exception>
    public static PublicCertificate Of(PlannedCertificate plan)
    {
        var host = plan.Names[0];
        string[] names = [.. plan.Names.Select(name => name.Value)];
        return plan.Kind switch
        {
            CertificateKind.Trusted or CertificateKind.AlsoForListedHost or CertificateKind.RightBySni => new(PublicIssuer.PublicAuthority, names),
            CertificateKind.UntrustedIssuer => new(PublicIssuer.OwnAuthority, names),
            CertificateKind.SelfSigned => new(PublicIssuer.Itself, names),
            CertificateKind.WrongName => new(PublicIssuer.PublicAuthority, [$"other.{host}"]),
            CertificateKind.Wildcard => new(PublicIssuer.PublicAuthority, [$"*.{host.Parent}"]),
            CertificateKind.WildcardTwoLabelsBelow => new(PublicIssuer.PublicAuthority, [$"*.{host.Parent!.Value.Parent}"]),
            CertificateKind.IntermediateMissing => new(PublicIssuer.PublicAuthority, names) { IsSentAlone = true },
            CertificateKind.None or CertificateKind.NameInCommonNameOnly or CertificateKind.Expired or CertificateKind.NotYetValid
                or CertificateKind.Rsa4096 or CertificateKind.Rsa1024 =>
                throw new ArgumentException($"{host}: {ObstacleTo(plan.Kind) ?? "a host without TLS has no certificate"}.", nameof(plan)),
        };
    }
}

/// <summary>Who signs a certificate of a testbed on the public internet.</summary>
public enum PublicIssuer
{
    /// <summary>A public CA, by ACME (RFC 8555).</summary>
    PublicAuthority,

    /// <summary>An authority of the testbed's own, which no sender trusts.</summary>
    OwnAuthority,

    /// <summary>Its own key.</summary>
    Itself,
}
