using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Running;

/// <summary>A store that holds appends back until it is told how they end.</summary>
internal sealed class ObstinateStore : IEvidenceStore
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Observation> Appended { get; } = [];

    /// <summary>Completes when the first append is waiting.</summary>
    public Task Asked => asked.Task;

    public void Commit() => decision.TrySetResult();

    public void Fail() => decision.TrySetException(new EvidenceStoreException("The disk is full.", new IOException()));

    public void Recover()
    {
        decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
        decision.SetResult();
    }

    public async Task<IReadOnlyList<EvidenceRecord>> AppendAsync(
        IReadOnlyList<Observation> observations, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        asked.TrySetResult();
        await decision.Task;
        lock (Appended)
        {
            Appended.AddRange(observations);
        }

        return [];
    }

    public Task<EvidenceExcerpt> MessagesAsync(AuditToken token, CancellationToken cancellationToken) => Nothing();

    public Task<EvidenceExcerpt> OfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, AuditToken? except, CancellationToken cancellationToken) => Nothing();

    public Task<EvidenceExcerpt> FetchesOfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => Nothing();

    public async Task<IReadOnlyList<EvidenceRecord>> WithoutTokenAsync(int limit, int longest, CancellationToken cancellationToken) => await Nothing();

    public Task<ReadOnlyMemory<byte>?> MessageContentAsync(long evidenceId, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    private async Task<EvidenceExcerpt> Nothing()
    {
        await decision.Task;
        return EvidenceExcerpt.Empty;
    }
}
