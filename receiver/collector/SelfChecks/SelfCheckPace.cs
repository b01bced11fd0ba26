using System.Threading.Channels;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>When to check the testbed again: when it is time, and as soon as mail came to a receiver where a sender should have refused.</summary>
internal sealed class SelfCheckPace(EvidenceWriter writer, TimeSpan interval, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);

    private static readonly HashSet<ReceiverName> WhereSendersRefuse =
        [.. Catalogue.Receivers.Where(receiver => receiver.MayBeForbidden).Select(receiver => receiver.Name)];

    private readonly Channel<bool> asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether anything has happened at the testbed since <see cref="Begin"/>.</summary>
    public bool EvidenceHasCome { get; private set; }

    public void Begin() => writer.Committed += Note;

    public void End() => writer.Committed -= Note;

    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(ShortestPause, time, cancellationToken);
        using var due = new CancellationTokenSource(interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        try
        {
            await asked.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody asked: it is time all the same.
        }
    }

    // Runs on the writer's time.
    private void Note(IReadOnlyList<EvidenceRecord> committed)
    {
        EvidenceHasCome |= committed.Any(record => record.What is not TestbedChecked);
        if (committed.Any(record => record.What is MessageAccepted { Token: not null } message && WhereSendersRefuse.Contains(message.Receiver)))
        {
            asked.Writer.TryWrite(true);
        }
    }
}
