using System.Collections.Immutable;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate from an authority that lives in this resource's state alone.</summary>
internal sealed class UntrustedCertificateKind(TimeProvider clock, EngineLog log)
    : RenewableKind(ProviderPackage.UntrustedCertificate, [PropertyName.LifetimeDays], Kept, clock, log)
{
    private static readonly string[] Kept = [PropertyName.PrivateKeyPem, PropertyName.CaPrivateKeyPem, PropertyName.CaCertificatePem];

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
        var (certificate, authority) = Authority(state).Issue(names, key, NameInputs.ReadLifetime(reader), Clock.GetUtcNow());
        return Task.FromResult(state
            .SetItem(PropertyName.PrivateKeyPem, State.Secret(key))
            .SetItem(PropertyName.CaPrivateKeyPem, State.Secret(authority.PrivateKeyPem))
            .SetItem(PropertyName.CaCertificatePem, State.Of(authority.CertificatePem))
            .With(names, certificate, NameInputs.ReadFraction(reader)));
    }

    private OwnAuthority Authority(ImmutableDictionary<string, PropertyValue> state) =>
        state.Text(PropertyName.CaCertificatePem) is { } certificate && state.Text(PropertyName.CaPrivateKeyPem) is { } key
            ? new OwnAuthority(certificate, key)
            : OwnAuthority.New(Clock.GetUtcNow());
}
