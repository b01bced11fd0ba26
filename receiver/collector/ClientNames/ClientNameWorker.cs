using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.ClientNames;

/// <summary>Asks DNS whether a name is the client's; null where DNS does not answer.</summary>
internal delegate Task<ClientNameChecked?> ClientNameCheck(ClientNameQuestion question, CancellationToken cancellationToken);

/// <summary>
/// Looks up the names that clients go by, after what they did is committed and away from every session: no 250 and no policy waits for DNS.
/// </summary>
internal sealed partial class ClientNameWorker(
    ClientNameQueue queue, ClientNameCheck check, EvidenceWriter writer, IEvidenceStore store, TimeProvider time, ILogger<ClientNameWorker> logger) : BackgroundService
{
    private const int AtOnce = 4;

    /// <summary>For one name: SPF may need a dozen queries, and strangers choose whose name servers are asked.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += queue.Note;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= queue.Note;
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        queue.Questions.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (question, _) => await CheckAsync(question, stoppingToken));

    private async Task CheckAsync(ClientNameQuestion question, CancellationToken stoppingToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(Longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
            if (await check(question, either.Token) is { } found)
            {
                await store.AppendAsync([found], default, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // As with any DNS failure: nothing is known, and nothing recorded.
        }
        catch (EvidenceStoreException fault)
        {
            Log.NotRecorded(logger, question.Client.ToString(), fault.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Strangers choose what is looked up: whatever comes of it must not end the service.
            Log.Failed(logger, question.Client.ToString(), fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A name of client {Client} was looked up and could not be recorded: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string client, string reason);

        [LoggerMessage(LogLevel.Error, "The look-up of a name of client {Client} came to no end")]
        public static partial void Failed(ILogger logger, string client, Exception fault);
    }
}
