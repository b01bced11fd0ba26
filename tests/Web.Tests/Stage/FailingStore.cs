using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Web.Tests.Stage;

/// <summary>A store with a fault that nobody thought of.</summary>
internal sealed class FailingStore : IEvidenceStore
{
    public const string Words = "Object reference not set to an instance of an object.";

    public Task<IReadOnlyList<EvidenceRecord>> AppendAsync(IReadOnlyList<Observation> observations, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => throw Fault;

    public Task<EvidenceExcerpt> MessagesAsync(AuditToken token, CancellationToken cancellationToken) => throw Fault;

    public Task<EvidenceExcerpt> OfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, AuditToken? except, CancellationToken cancellationToken) => throw Fault;

    public Task<EvidenceExcerpt> FetchesOfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => throw Fault;

    public Task<IReadOnlyList<EvidenceRecord>> WithoutTokenAsync(int limit, int longest, CancellationToken cancellationToken) => throw Fault;

    public Task<ReadOnlyMemory<byte>?> MessageContentAsync(long evidenceId, CancellationToken cancellationToken) => throw Fault;

    private static InvalidOperationException Fault => new(Words);
}
