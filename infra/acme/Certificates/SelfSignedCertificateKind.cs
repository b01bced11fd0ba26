using System.Collections.Immutable;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate that its own key signs.</summary>
internal sealed class SelfSignedCertificateKind(TimeProvider clock, EngineLog log)
    : RenewableKind(ProviderPackage.SelfSignedCertificate, [PropertyName.LifetimeDays], [PropertyName.PrivateKeyPem], clock, log)
{
    // RFC 5280 §4.1.2.4: an issuer has a name, and here the subject is the issuer.
    private const string Subject = "mta-sts-audit self-signed";

    public override CheckResponse Check(CheckRequest request) => NameInputs.CheckOfOwn(request);

    protected override Task<ImmutableDictionary<string, PropertyValue>> IssueAsync(
        string name,
        ImmutableDictionary<string, PropertyValue> inputs,
        ImmutableDictionary<string, PropertyValue> state,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        var reader = new InputReader(inputs);
        var names = NameInputs.Read(reader);
        var key = KeyOf(state);
        var certificate = SignedByItself(names, key, NameInputs.ReadLifetime(reader), Clock.GetUtcNow());
        return Task.FromResult(state
            .SetItem(PropertyName.PrivateKeyPem, State.Secret(key))
            .With(names, certificate, NameInputs.ReadFraction(reader)));
    }

    // It says nothing of its key's usage: one that does not let it sign certificates has OpenSSL look for another issuer.
    private static IssuedCertificate SignedByItself(IReadOnlyCollection<string> names, string keyPem, TimeSpan lifetime, DateTimeOffset now)
    {
        using var key = P256Key.Load(keyPem);
        using var signed = ServerCertificateRequest.For(Subject, names, key).CreateSelfSigned(now - CertificateAuthority.ClockSkew, now + lifetime);
        return IssuedCertificate.FromPem([signed.ExportCertificatePem()]);
    }
}
