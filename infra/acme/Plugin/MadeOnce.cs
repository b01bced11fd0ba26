using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>A resource without inputs whose outputs are made at its creation and kept: keys and secrets.</summary>
internal sealed class MadeOnce(string type, IReadOnlyList<string> outputs, Func<(string Id, ImmutableDictionary<string, PropertyValue> Outputs)> make)
    : ResourceKind(type)
{
    public static MadeOnce SshKey(string type) =>
        new(type, [PropertyName.PrivateKeyPem, PropertyName.PublicKey, PropertyName.Fingerprint], () =>
        {
            var pem = P256Key.NewPem();
            var publicKey = SshPublicKey.Of(pem);
            return (publicKey.Fingerprint, new Dictionary<string, PropertyValue>
            {
                [PropertyName.PrivateKeyPem] = State.Secret(pem),
                [PropertyName.PublicKey] = State.Of(publicKey.Line),
                [PropertyName.Fingerprint] = State.Of(publicKey.Fingerprint),
            }.ToImmutableDictionary());
        });

    public static MadeOnce Secret(string type) =>
        new(type, [PropertyName.Value], () => (
            Guid.NewGuid().ToString("N"),
            ImmutableDictionary<string, PropertyValue>.Empty.Add(
                PropertyName.Value, State.Secret(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))))));

    public override CheckResponse Check(CheckRequest request)
    {
        var reader = new InputReader(request.NewInputs);
        reader.RefuseOthers();
        return new CheckResponse { Inputs = request.NewInputs, Failures = [.. reader.Failures] };
    }

    public override Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        if (request.Preview)
        {
            return Task.FromResult(new CreateResponse { Outputs = Unknown(outputs) });
        }

        var (id, made) = make();
        return Task.FromResult(new CreateResponse { Id = id, Outputs = made });
    }
}
