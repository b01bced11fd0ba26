using System.Collections.Frozen;
using MtaStsAudit.Acme.Accounts;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>The plugin as the engine sees it: hands each request to the resource kind that it is about.</summary>
internal sealed class AcmeProvider : Provider
{
    public const string Version = "1.0.0";

    private readonly FrozenDictionary<string, ResourceKind> kinds;

    public AcmeProvider(IEngine engine, Network network)
    {
        var log = new EngineLog(engine);
        ResourceKind[] all =
        [
            new AccountKeyKind(network),
            new CertificateKind(network, log),
            new UntrustedCertificateKind(network.Clock, log),
            new SelfSignedCertificateKind(network.Clock, log),
            MadeOnce.SshKey(ProviderPackage.SshHostKey),
            MadeOnce.SshKey(ProviderPackage.SshUserKey),
            MadeOnce.Secret(ProviderPackage.GeneratedSecret),
        ];
        kinds = all.ToFrozenDictionary(kind => kind.Type);
    }

    public override Task<GetSchemaResponse> GetSchema(GetSchemaRequest request, CancellationToken ct) =>
        Task.FromResult(new GetSchemaResponse { Schema = PackageSchema.ToJson() });

    // The provider itself has nothing to configure; the token travels with each certificate.
    public override Task<CheckResponse> CheckConfig(CheckRequest request, CancellationToken ct) =>
        Task.FromResult(new CheckResponse { Inputs = request.NewInputs });

    public override Task<DiffResponse> DiffConfig(DiffRequest request, CancellationToken ct) =>
        Task.FromResult(new DiffResponse { Changes = false });

    public override Task<CheckResponse> Check(CheckRequest request, CancellationToken ct) =>
        Task.FromResult(Kind(request.Type).Check(request));

    public override Task<DiffResponse> Diff(DiffRequest request, CancellationToken ct) =>
        Kind(request.Type).DiffAsync(request, ct);

    public override Task<CreateResponse> Create(CreateRequest request, CancellationToken ct) =>
        Kind(request.Type).CreateAsync(request, ct);

    public override Task<UpdateResponse> Update(UpdateRequest request, CancellationToken ct) =>
        Kind(request.Type).UpdateAsync(request, ct);

    public override Task<ReadResponse> Read(ReadRequest request, CancellationToken ct) =>
        Kind(request.Type).ReadAsync(request, ct);

    public override Task Delete(DeleteRequest request, CancellationToken ct) =>
        Kind(request.Type).DeleteAsync(request, ct);

    private ResourceKind Kind(string type) =>
        kinds.TryGetValue(type, out var kind)
            ? kind
            : throw new ArgumentException($"'{type}' is no resource of {ProviderPackage.Name}; allowed: {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}");
}
