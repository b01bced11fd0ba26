using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Model.Certificates;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate authority that no client trusts, as a resource's state keeps it. Everything it signs is otherwise in order.</summary>
internal sealed record OwnAuthority(string CertificatePem, string PrivateKeyPem)
{
    private const string Name = "mta-sts-audit untrusted authority";
    private const int LifetimeYears = 20;

    public static OwnAuthority New(DateTimeOffset now) => With(P256Key.NewPem(), now);

    /// <summary>Signs for a server. The authority's own certificate is made anew, by the same key, when it would end first.</summary>
    public (IssuedCertificate Certificate, OwnAuthority Authority) Issue(
        IReadOnlyCollection<string> names, string serverKeyPem, TimeSpan lifetime, DateTimeOffset now)
    {
        using var authority = CertificateAuthority.Load(CertificatePem, PrivateKeyPem);
        if (authority.Until < now + lifetime)
        {
            return With(PrivateKeyPem, now).Issue(names, serverKeyPem, lifetime, now);
        }

        using var serverKey = P256Key.Load(serverKeyPem);
        using var signed = authority.Sign(ServerCertificateRequest.For(commonName: null, names, serverKey), now - CertificateAuthority.ClockSkew, now + lifetime);
        return (IssuedCertificate.FromPem([signed.ExportCertificatePem(), CertificatePem]), this);
    }

    private static OwnAuthority With(string keyPem, DateTimeOffset now)
    {
        using var key = P256Key.Load(keyPem);
        using var authority = CertificateAuthority.Create(Name, now - CertificateAuthority.ClockSkew, now.AddYears(LifetimeYears), key);
        return new(authority.CertificatePem, keyPem);
    }
}
