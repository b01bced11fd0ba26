using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Probes.Certificates;

/// <summary>Checks a server's certificate for a name during the handshake, and remembers what was wrong with it.</summary>
/// <param name="acceptsFaults">Let the handshake go on with a bad certificate, to learn the rest.</param>
/// <param name="made">SHA-256 of the one certificate to accept, whatever else it is like; null: any without a fault.</param>
internal sealed class CertificateCheck(string host, X509Certificate2Collection? roots, bool acceptsFaults, string? made = null)
{
    /// <summary>Null until the server has shown a certificate.</summary>
    public CertificateFacts? Facts { get; private set; }

    /// <summary>Whether a certificate was shown and not accepted.</summary>
    public bool HasRefused { get; private set; }

    public SslClientAuthenticationOptions Options => new()
    {
        TargetHost = host,
        CertificateChainPolicy = ChainPolicy,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => Accepts(certificate, chain),
    };

    private X509ChainPolicy ChainPolicy
    {
        get
        {
            var policy = new X509ChainPolicy
            {
                // RFC 8461 §3.3, §4.2: revocation of a certificate may be checked, but need not be.
                RevocationMode = X509RevocationMode.NoCheck,
                // A certificate names URLs for its issuer; fetching them would let a stranger choose what we contact.
                DisableCertificateDownloads = true,
            };
            if (roots is not null)
            {
                policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                policy.CustomTrustStore.AddRange(roots);
            }

            return policy;
        }
    }

    private bool Accepts(X509Certificate? certificate, X509Chain? chain)
    {
        if (certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        var faults = NameFault(leaf) | TimeFault(leaf) | TrustFault(chain, leaf);
        Facts = new(faults, leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true), new DateTimeOffset(leaf.NotAfter.ToUniversalTime(), TimeSpan.Zero), leaf.GetCertHashString(HashAlgorithmName.SHA256));
        HasRefused = !acceptsFaults && (made is null ? faults != CertificateFaults.None : Facts.Sha256 != made);
        return !HasRefused;
    }

    // RFC 8461 §3.3, §4.2: a DNS-ID, one label at most by wildcard; the common name does not count.
    private CertificateFaults NameFault(X509Certificate2 leaf) =>
        leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false) ? CertificateFaults.None : CertificateFaults.WrongName;

    private static CertificateFaults TimeFault(X509Certificate2 leaf)
    {
        var now = TimeProvider.System.GetLocalNow().DateTime;
        return now > leaf.NotAfter ? CertificateFaults.Expired
            : now < leaf.NotBefore ? CertificateFaults.NotYetValid
            : CertificateFaults.None;
    }

    // The leaf's own dates are a fault of their own; everything else that ails the chain means that nobody vouches for it.
    private static CertificateFaults TrustFault(X509Chain? chain, X509Certificate2 leaf)
    {
        if (chain is null || chain.ChainElements.Count == 0)
        {
            return CertificateFaults.Untrusted;
        }

        var isTrusted = chain.ChainElements.SelectMany(element => element.ChainElementStatus.Select(status => (element, status.Status)))
            .All(fault => fault.Status == X509ChainStatusFlags.NotTimeValid && fault.element.Certificate.Thumbprint == leaf.Thumbprint)
            && chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.NotTimeValid or X509ChainStatusFlags.NoError);
        return isTrusted ? CertificateFaults.None : CertificateFaults.Untrusted;
    }
}
