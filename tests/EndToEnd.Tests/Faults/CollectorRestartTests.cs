using System.Net.Sockets;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.EndToEnd.Tests.Faults;

/// <summary>Nothing that was acknowledged is lost.</summary>
[Collection(nameof(LocalRig))]
public sealed class CollectorRestartTests(LocalRig rig)
{
    private const int Senders = 8;

    [Fact]
    public async Task Every_250_has_its_evidence_though_the_collector_is_killed_during_mail()
    {
        var token = AuditToken.New();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (acknowledged, putOff) = (new Counter(), new Counter());
        var mailing = Enumerable.Range(0, Senders).Select(_ => MailUntilAsync(token, acknowledged, putOff, enough.Token)).ToArray();
        for (var kill = 0; kill < 2; kill++)
        {
            var before = acknowledged.Value;
            await acknowledged.ReachesAsync(before + 20);
            await rig.KillCollectorAsync();
            await putOff.ReachesAsync(putOff.Value + Senders);
            await rig.StartCollectorAsync();
        }

        await acknowledged.ReachesAsync(acknowledged.Value + 20);
        await enough.CancelAsync();
        await Task.WhenAll(mailing);

        var report = await rig.ReportAsync(token);
        var recorded = report.Evidence.Select(record => record.What).OfType<MessageAccepted>().Select(message => message.QueueId).ToList();
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        // A commit whose answer was lost with the collector was recorded and not acknowledged: one a sender at each kill, at most.
        Assert.InRange(recorded.Count, acknowledged.Value, acknowledged.Value + (2 * Senders));
        Assert.True(putOff.Value > 0);
    }

    private static async Task MailUntilAsync(AuditToken token, Counter acknowledged, Counter putOff, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
                if (await smtp.AskAsync("EHLO busy.example") != 250 || await smtp.AskAsync("MAIL FROM:<x@busy.example>") != 250
                    || await smtp.AskAsync($"RCPT TO:<{LocalRig.MailboxAt('a', token)}>") != 250 || await smtp.AskAsync("DATA") != 354)
                {
                    putOff.Add();
                    continue;
                }

                await smtp.SayAsync("Subject: x\r\n\r\nHello\r\n");
                switch (await smtp.AskAsync("."))
                {
                    case 250:
                        acknowledged.Add();
                        break;
                    case 0 or (>= 400 and < 500):
                        putOff.Add();
                        break;
                    case var other:
                        Assert.Fail($"The receiver answered {other} to a message.");
                        break;
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                putOff.Add();
            }
        }
    }

    /// <summary>Counts, and tells when a number is reached.</summary>
    private sealed class Counter
    {
        private readonly Lock guard = new();
        private readonly List<(int Number, TaskCompletionSource Reached)> awaited = [];

        public int Value { get; private set; }

        public void Add()
        {
            lock (guard)
            {
                Value++;
                foreach (var one in awaited.Where(one => one.Number <= Value).ToList())
                {
                    one.Reached.TrySetResult();
                    awaited.Remove(one);
                }
            }
        }

        public Task ReachesAsync(int number)
        {
            lock (guard)
            {
                if (Value >= number)
                {
                    return Task.CompletedTask;
                }

                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited.Add((number, reached));
                return reached.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            }
        }
    }
}
