using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Faults;

/// <summary>
/// Postfix under load, as the collector sees it: sessions that each bring one message after the other, and remember which were
/// acknowledged. A message that is put off comes again under another queue id, as from a sender that retries.
/// </summary>
internal sealed class MailLoad : IAsyncDisposable
{
    private const int Sessions = 8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly IPEndPoint milter;
    private readonly CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<Task> running;
    private readonly Tally acknowledged = new();
    private readonly Tally putOff = new();
    private int number;

    public MailLoad(IPEndPoint milter)
    {
        this.milter = milter;
        running = [.. Enumerable.Range(0, Sessions).Select(_ => Task.Run(RunAsync))];
    }

    public AuditToken Token { get; } = AuditToken.New();

    /// <summary>Waits until so many more messages are acknowledged.</summary>
    public Task AcknowledgedAsync(int more) => acknowledged.GrowsByAsync(more, LongestWait);

    /// <summary>Waits until so many more are put off, or their connection ends.</summary>
    public Task PutOffAsync(int more) => putOff.GrowsByAsync(more, LongestWait);

    /// <summary>Ends the load and compares: every acknowledged message is recorded once, and nothing is recorded twice.</summary>
    /// <returns>How many were acknowledged, and how many put off.</returns>
    public async Task<(int Acknowledged, int PutOff)> CompareAsync(EvidenceArchive archive)
    {
        await enough.CancelAsync();
        await Task.WhenAll(running);
        var recorded = await RecordedAsync(archive);
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        Assert.Empty(acknowledged.Items.Except(recorded));
        // What is recorded and was not acknowledged was under way when the connection or the commit's answer was lost.
        Assert.Empty(recorded.Except(acknowledged.Items).Except(putOff.Items));
        return (acknowledged.Items.Count, putOff.Items.Count);
    }

    private async Task<List<string>> RecordedAsync(EvidenceArchive archive)
    {
        var queueIds = new List<string>();
        var last = 0L;
        while (await archive.AfterAsync(last, int.MaxValue, 10_000, CancellationToken.None) is [.., var end] page)
        {
            queueIds.AddRange(page.Select(record => record.What).OfType<MessageAccepted>().Where(message => message.Token == Token).Select(message => message.QueueId));
            last = end.Id;
        }

        return queueIds;
    }

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(running);
        enough.Dispose();
    }

    private async Task RunAsync()
    {
        while (!enough.IsCancellationRequested)
        {
            var queueId = "";
            try
            {
                await using var postfix = await RunningCollector.ConnectAsync(milter);
                await SayAsync(postfix, MilterTalk.Greeting());
                await AnswerAsync(postfix);
                while (!enough.IsCancellationRequested)
                {
                    queueId = $"4Q{Interlocked.Increment(ref number)}";
                    await SayAsync(postfix, MilterTalk.Message(queueId, $"{Token}@a.audit.test"));
                    (await AnswerAsync(postfix) == 'd' ? acknowledged : putOff).Add(queueId);
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                putOff.Add(queueId);
                await Task.Yield();
            }
        }
    }

    private static async Task SayAsync(NetworkStream postfix, IEnumerable<byte[]> frames) =>
        await postfix.WriteAsync(frames.SelectMany(frame => frame).ToArray());

    private static async Task<char> AnswerAsync(NetworkStream postfix)
    {
        var head = new byte[5];
        await postfix.ReadExactlyAsync(head);
        await postfix.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) - 1]);
        return (char)head[4];
    }
}
