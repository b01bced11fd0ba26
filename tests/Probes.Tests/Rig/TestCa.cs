using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Model.Certificates;

namespace MtaStsAudit.Probes.Tests.Rig;

/// <summary>What is wrong with a certificate of the rig.</summary>
internal enum CertificateKind
{
    Good,
    Untrusted,
    WrongName,
    Expired,
    NotYetValid,
    CommonNameOnly,

    /// <summary>Its issuer is not sent along, but the certificate says from which URL to fetch it.</summary>
    IssuerToBeFetched,

    /// <summary>The server ends the handshake instead of showing one.</summary>
    None,
}

/// <summary>A CA that the checks of the rig trust, and one that nobody does.</summary>
internal sealed class TestCa : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly CertificateAuthority trusted = CertificateAuthority.Create("Trusted by the rig", Now.AddDays(-60), Now.AddDays(60));
    private readonly CertificateAuthority stranger = CertificateAuthority.Create("Trusted by nobody", Now.AddDays(-60), Now.AddDays(60));
    private readonly CertificateAuthority intermediate;
    private readonly ConcurrentDictionary<(string, CertificateKind), X509Certificate2> issued = [];

    public TestCa() => intermediate = trusted.Intermediate("Between the root and the rig", Now.AddDays(-50), Now.AddDays(50));

    public X509Certificate2Collection Roots => [trusted.Certificate];

    /// <summary>Where <see cref="CertificateKind.IssuerToBeFetched"/> sends whoever checks it.</summary>
    public string IssuerUrl { get; set; } = "http://127.0.0.1/";

    /// <summary>What would be found there.</summary>
    public byte[] IssuerAsFetched => intermediate.Certificate.RawData;

    /// <summary>The same one for the same host and kind, as a server has it.</summary>
    public X509Certificate2 CertificateOf(string host, CertificateKind kind) => issued.GetOrAdd((host, kind), _ => Issue(host, kind));

    private X509Certificate2 Issue(string host, CertificateKind kind)
    {
        var (from, until) = kind switch
        {
            CertificateKind.Expired => (Now.AddDays(-30), Now.AddDays(-1)),
            CertificateKind.NotYetValid => (Now.AddDays(1), Now.AddDays(30)),
            _ => (Now.AddDays(-1), Now.AddDays(30)),
        };
        string[] names = kind switch
        {
            CertificateKind.CommonNameOnly => [],
            CertificateKind.WrongName => ["other.test"],
            _ => [host],
        };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = ServerCertificateRequest.For(host, names, key);
        if (kind == CertificateKind.IssuerToBeFetched)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [IssuerUrl]));
        }

        var issuer = kind switch
        {
            CertificateKind.Untrusted => stranger,
            CertificateKind.IssuerToBeFetched => intermediate,
            _ => trusted,
        };
        using var certificate = issuer.Sign(request, from, until);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose()
    {
        trusted.Dispose();
        stranger.Dispose();
        intermediate.Dispose();
    }
}
