using System.Collections.Immutable;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate that its own key signs.</summary>
internal sealed class SelfSignedCertificateKind(TimeProvider clock, EngineLog log)
    : RenewableKind(ProviderPackage.SelfSignedCertificate, [PropertyName.LifetimeDays], [PropertyName.PrivateKeyPem], clock, log)
{
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
        var certificate = ServerRequest.SignedByItself(names, key, NameInputs.ReadLifetime(reader), Clock.GetUtcNow());
        return Task.FromResult(state
            .SetItem(PropertyName.PrivateKeyPem, State.Secret(key))
            .With(names, certificate, NameInputs.ReadFraction(reader)));
    }
}
