using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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

    private readonly X509Certificate2 trusted = NewRoot("Trusted by the rig");
    private readonly X509Certificate2 stranger = NewRoot("Trusted by nobody");
    private readonly X509Certificate2 intermediate;
    private readonly ConcurrentDictionary<(string, CertificateKind), X509Certificate2> issued = [];

    public TestCa() => intermediate = NewIntermediate(trusted);

    public X509Certificate2Collection Roots => [trusted];

    /// <summary>Where <see cref="CertificateKind.IssuerToBeFetched"/> sends whoever checks it.</summary>
    public string IssuerUrl { get; set; } = "http://127.0.0.1/";

    /// <summary>What would be found there.</summary>
    public byte[] IssuerAsFetched => intermediate.RawData;

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
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        if (kind != CertificateKind.CommonNameOnly)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(kind == CertificateKind.WrongName ? "other.test" : host);
            request.CertificateExtensions.Add(names.Build());
        }

        if (kind == CertificateKind.IssuerToBeFetched)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [IssuerUrl]));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var issuer = kind switch
        {
            CertificateKind.Untrusted => stranger,
            CertificateKind.IssuerToBeFetched => intermediate,
            _ => trusted,
        };
        using var certificate = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose()
    {
        trusted.Dispose();
        stranger.Dispose();
        intermediate.Dispose();
    }

    private static X509Certificate2 NewRoot(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        return request.CreateSelfSigned(Now.AddDays(-60), Now.AddDays(60));
    }

    private static X509Certificate2 NewIntermediate(X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Between the root and the rig", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.Create(root, Now.AddDays(-50), Now.AddDays(50), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
