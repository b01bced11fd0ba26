using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Certificates;

namespace MtaStsAudit.Audit.Certificates;

/// <summary>A certification authority for the testbed on one machine. It issues what a certificate's kind asks for.</summary>
internal sealed class LocalAuthority : IDisposable
{
    private const string IntermediateName = "MTA-STS audit, intermediate on this machine";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    // It vouches for certificates that expired long ago.
    private static readonly TimeSpan Past = TimeSpan.FromDays(730);

    private readonly CertificateAuthority authority;

    private LocalAuthority(CertificateAuthority authority) => this.authority = authority;

    public string CertificatePem => authority.CertificatePem;

    /// <summary>
    /// Without ten per cent of its lifetime left it could expire before what it issues; and one that has just begun cannot issue what has
    /// expired already.
    /// </summary>
    public bool IsDue(DateTimeOffset now) => now > authority.Until - (Lifetime / 10) || now - (Past / 2) < authority.From;

    public static LocalAuthority Create(string name, DateTimeOffset now) => new(CertificateAuthority.Create(name, now - Past, now + Lifetime));

    /// <exception cref="CryptographicException">The texts are no pair of certificate and key.</exception>
    public static LocalAuthority Load(string certificatePem, string keyPem) => new(CertificateAuthority.Load(certificatePem, keyPem));

    public string ExportKeyPem() => authority.ExportKeyPem();

    /// <summary>Issues what the plan says and nothing else: one fault at a time holds for certificates, too.</summary>
    public IssuedCertificate Issue(PlannedCertificate plan, DateTimeOffset now)
    {
        var design = LeafDesign.Of(plan);
        using var key = LeafKeys.Create(design.Key);
        using var leaf = Signed(ServerCertificateRequest.For(design.CommonName, design.DnsNames, key), design, now);
        return new(plan, leaf.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private X509Certificate2 Signed(CertificateRequest request, LeafDesign design, DateTimeOffset now)
    {
        var (from, until) = (now + design.From, now + design.Until);
        switch (design.Issuer)
        {
            case LeafIssuer.Itself:
                return request.CreateSelfSigned(from, until);
            case LeafIssuer.Authority:
                return authority.Sign(request, from, until);
            case LeafIssuer.Intermediate:
                using (var intermediate = authority.Intermediate(IntermediateName, now - CertificateAuthority.ClockSkew, authority.Until))
                {
                    return intermediate.Sign(request, from, until);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(design), design.Issuer, "There is no such issuer.");
        }
    }

    /// <summary>Whether a certificate can be used on: as designed, with its key, and a third of its lifetime left where it is meant to last.</summary>
    public bool StandsBehind(IssuedCertificate issued, DateTimeOffset now)
    {
        var design = LeafDesign.Of(issued.Plan);
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(issued.FullChainPem, issued.PrivateKeyPem);
            var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
            return names.SequenceEqual(design.DnsNames)
                && leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == design.CommonName
                && LeafKeys.KindOf(leaf) == design.Key
                && IsIssuedAs(leaf, design)
                && (design.From > TimeSpan.Zero ? now < leaf.NotBefore.ToUniversalTime() - (design.From / 3)
                    : design.Until < TimeSpan.Zero ? leaf.NotAfter.ToUniversalTime() < now
                    : now > leaf.NotBefore.ToUniversalTime() && now < leaf.NotAfter.ToUniversalTime() - (design.Until / 3));
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private bool IsIssuedAs(X509Certificate2 leaf, LeafDesign design) => design.Issuer switch
    {
        LeafIssuer.Itself => leaf.Issuer == leaf.Subject,
        LeafIssuer.Intermediate => leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true) == IntermediateName,
        LeafIssuer.Authority => IsOurs(leaf),
    };

    private bool IsOurs(X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(leaf);
    }

    public void Dispose() => authority.Dispose();
}
