using System.Collections.Immutable;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>What the engine asks about one type of resource. The bases are those of a resource that never changes.</summary>
internal abstract class ResourceKind(string type)
{
    public string Type { get; } = type;

    /// <summary>Validates inputs before anything is touched. Values that are not known yet pass.</summary>
    public abstract CheckResponse Check(CheckRequest request);

    public virtual Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellation) =>
        Task.FromResult(new DiffResponse { Changes = false });

    public abstract Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellation);

    public virtual Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellation) =>
        Task.FromResult(new UpdateResponse { Outputs = request.OldOutputs });

    /// <summary>Answers what the state holds; an empty id tells the engine that the resource is gone.</summary>
    public virtual Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellation) =>
        request.Outputs.IsEmpty
            ? throw new InvalidOperationException($"{Type} cannot be imported: its private key exists in a stack's state only.")
            : Task.FromResult(new ReadResponse { Id = request.Id, Inputs = request.Inputs, Outputs = request.Outputs });

    public virtual Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Preview's answer for outputs that only the real operation can know.</summary>
    protected static ImmutableDictionary<string, PropertyValue> Unknown(IEnumerable<string> outputs) =>
        outputs.ToImmutableDictionary(output => output, _ => PropertyValue.Computed);
}
