using System.Net.Sockets;
using System.Text.RegularExpressions;
using MtaStsAudit.Collector.Tests.Faults;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Faults;

/// <summary>Clients that mail receiver a again and again, and remember the queue id of each message that was acknowledged.</summary>
internal sealed partial class SmtpLoad : IAsyncDisposable
{
    private const int Clients = 8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<Task> running;
    private readonly Tally acknowledged = new();
    private readonly Tally putOff = new();

    public SmtpLoad() => running = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(RunAsync))];

    public AuditToken Token { get; } = AuditToken.New();

    public Task AcknowledgedAsync(int more) => acknowledged.GrowsByAsync(more, LongestWait);

    public Task PutOffAsync(int more) => putOff.GrowsByAsync(more, LongestWait);

    /// <summary>Ends the load. Every acknowledged message is recorded under its queue id, and none is twice.</summary>
    /// <returns>How many were acknowledged, and how often a client was put off.</returns>
    public async Task<(int Acknowledged, int PutOff)> CompareAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(running);
        await LocalRig.AwaitHealthAsync();
        var recorded = (await StoredMessages.OfAsync(Token)).Select(message => message.QueueId).ToList();
        Assert.Equal(acknowledged.Items.Count, acknowledged.Items.Distinct().Count());
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        Assert.Empty(acknowledged.Items.Except(recorded));
        // What was under way when the collector or the connection died was recorded at most, and comes again.
        Assert.InRange(recorded.Count, acknowledged.Items.Count, acknowledged.Items.Count + putOff.Items.Count);
        return (acknowledged.Items.Count, putOff.Items.Count);
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
            try
            {
                await MailAsync();
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                putOff.Add("the connection was lost");
                await Task.Yield();
            }
        }
    }

    private async Task MailAsync()
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        foreach (var command in new[] { "EHLO busy.example", "MAIL FROM:<x@busy.example>", $"RCPT TO:<{LocalRig.MailboxAt('a', Token)}>", "DATA", "Subject: x\r\n\r\nHello\r\n." })
        {
            await smtp.SayAsync(command + "\r\n");
            var (code, text) = await smtp.HearAsync();
            Assert.True(code is 0 or (>= 200 and < 500), $"The receiver answered {text}");
            if (code is 0 or >= 400)
            {
                putOff.Add(text);
                return;
            }

            if (QueueId().Match(text) is { Success: true } queued)
            {
                acknowledged.Add(queued.Groups["id"].Value);
            }
        }
    }

    [GeneratedRegex("queued as (?<id>[0-9A-Za-z]+)")]
    private static partial Regex QueueId();
}
