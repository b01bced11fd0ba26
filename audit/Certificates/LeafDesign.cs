using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Audit.Certificates;

/// <summary>Who signs a certificate.</summary>
internal enum LeafIssuer
{
    Authority,

    /// <summary>An intermediate CA that is sent to no client.</summary>
    Intermediate,

    Itself,
}

/// <summary>The key of a certificate.</summary>
internal enum LeafKey
{
    EcdsaP256,
    Rsa4096,
    Rsa1024,
}

/// <summary>What a certificate of a kind holds.</summary>
/// <param name="CommonName">Of the subject.</param>
/// <param name="DnsNames">Its DNS-IDs (RFC 6125 §2.3).</param>
/// <param name="From">When it begins to be valid, seen from when it is issued.</param>
/// <param name="Until">When it ends.</param>
internal sealed record LeafDesign(string CommonName, IReadOnlyList<string> DnsNames, TimeSpan From, TimeSpan Until, LeafIssuer Issuer = LeafIssuer.Authority, LeafKey Key = LeafKey.EcdsaP256)
{
    private const int LongestCommonName = 64;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Whether its time is meant to be over, or to come.</summary>
    public bool IsOutOfDate => Until < TimeSpan.Zero || From > TimeSpan.Zero;

    public static LeafDesign Of(PlannedCertificate plan)
    {
        var host = plan.Names[0];
        List<string> names = [.. plan.Names.Select(name => name.Value)];
        return plan.Kind switch
        {
            CertificateKind.Trusted or CertificateKind.UntrustedIssuer or CertificateKind.AlsoForListedHost or CertificateKind.RightBySni => Usual(names),
            CertificateKind.Rsa4096 => Usual(names) with { Key = LeafKey.Rsa4096 },
            CertificateKind.Rsa1024 => Usual(names) with { Key = LeafKey.Rsa1024 },
            CertificateKind.SelfSigned => Usual(names) with { Issuer = LeafIssuer.Itself },
            CertificateKind.IntermediateMissing => Usual(names) with { Issuer = LeafIssuer.Intermediate },
            CertificateKind.WrongName => Usual([Other(host)]),
            CertificateKind.NameInCommonNameOnly => Usual([Other(host)]) with { CommonName = host.Value },
            CertificateKind.Expired => Usual(names) with { From = -Lifetime - Month, Until = -Month },
            CertificateKind.NotYetValid => Usual(names) with { From = Month * 12, Until = (Month * 12) + Lifetime },
            CertificateKind.Wildcard => Usual([$"*.{host.Parent}"]),
            CertificateKind.WildcardTwoLabelsBelow => Usual([$"*.{host.Parent!.Value.Parent}"]),
            CertificateKind.None => throw new ArgumentException("A host without TLS has no certificate.", nameof(plan)),
        };
    }

    // The subject is for people, and has its limit.
    private static LeafDesign Usual(List<string> names) =>
        new(names[0].Length <= LongestCommonName ? names[0] : "mta-sts-audit", names, -CertificateAuthority.ClockSkew, Lifetime);

    private static string Other(DomainName host) => $"other.{host}";
}
