using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.ClientNames;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Collector.Tests.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.ClientNames;

public sealed class ClientNameTests : IDisposable
{
    private const string Recipient = MilterTalk.Token + "@a.audit.test";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_DNS_says_of_a_clients_names_is_recorded_and_no_250_waits_for_it()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await RunningCollector.StartAsync(folder, names: async (question, _) =>
        {
            await answer.Task;
            return new ClientNameChecked(question.Client, question.Source, question.Name!.Value.Value, BelongsToClient: true);
        });

        Assert.Equal('d', await MailAsync(collector));
        answer.SetResult();

        var found = await NamesAsync(collector, 2);
        Assert.Equal(["Ehlo mx1.sender.example", "MailFrom sender.example"], found.Select(name => $"{name.Source} {name.Name}").Order());
        // All clients of an organisation are found by its domain.
        var ofOrganisation = await collector.Store.OfSenderAsync(["sender.example"], DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, null, Cancelled);
        Assert.Equal(2, ofOrganisation.Count(record => record.What is ClientNameChecked));
    }

    [Fact]
    public async Task Where_DNS_says_nothing_or_breaks_nothing_is_recorded_and_the_next_is_looked_up()
    {
        await using var collector = await RunningCollector.StartAsync(folder, names: (question, _) => question.Source switch
        {
            ClientNameSource.Ehlo => throw new InvalidOperationException("What a name server may send."),
            _ => Task.FromResult<ClientNameChecked?>(new ClientNameChecked(question.Client, question.Source, "sender.example", BelongsToClient: false)),
        });

        Assert.Equal('d', await MailAsync(collector));

        Assert.Equal(ClientNameSource.MailFrom, Assert.Single(await NamesAsync(collector, 1)).Source);
    }

    [Fact]
    public async Task Only_so_many_look_ups_run_at_once()
    {
        var (now, most) = (0, 0);
        var done = new ConcurrentBag<string>();
        await using var collector = await RunningCollector.StartAsync(folder, names: async (question, cancellationToken) =>
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            done.Add($"{question.Client}");
            return null;
        });
        await collector.Store.AppendAsync([.. Enumerable.Range(1, 200).Select(host => Heard($"192.0.2.{host}", "mx.sender.example"))], default, Cancelled);
        while (done.Count < 200)
        {
            await Task.Delay(10, Cancelled);
        }

        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public void A_name_is_asked_about_once_in_a_while()
    {
        var queue = new ClientNameQueue(new CollectorMeter(new UnheardMeters()), time);
        Note(queue, Heard("192.0.2.1", "mx.sender.example"));
        Note(queue, Heard("192.0.2.1", "MX.sender.example"));
        Note(queue, Heard("192.0.2.2", "mx.sender.example"));
        Assert.Equal(2, Take(queue).Count);

        time.Advance(ClientNameQuestion.AskedAgainAfter - TimeSpan.FromSeconds(1));
        Note(queue, Heard("192.0.2.1", "mx.sender.example"));
        Assert.Empty(Take(queue));

        time.Advance(TimeSpan.FromSeconds(1));
        Note(queue, Heard("192.0.2.1", "mx.sender.example"));
        Assert.Single(Take(queue));
    }

    [Fact]
    public void A_client_that_goes_by_many_names_is_asked_about_some_of_them()
    {
        var queue = new ClientNameQueue(new CollectorMeter(new UnheardMeters()), time);
        for (var index = 0; index < 100; index++)
        {
            // All addresses of a /64 are one client.
            Note(queue, Heard($"2001:db8::{index:x}", $"h{index}.sender.example"));
        }

        Note(queue, Heard("2001:db8:0:1::1", "mx.sender.example"));
        Assert.Equal(ClientNameQueue.OfOneClient + 1, Take(queue).Count);

        time.Advance(ClientNameQuestion.AskedAgainAfter);
        Note(queue, Heard("2001:db8::1", "another.sender.example"));
        Assert.Single(Take(queue));
    }

    [Fact]
    public void A_full_queue_drops_the_oldest()
    {
        var queue = new ClientNameQueue(new CollectorMeter(new UnheardMeters()), time);
        for (var index = 0; index < ClientNameQueue.Capacity + 10; index++)
        {
            Note(queue, Heard($"10.0.{index / 256}.{index % 256}", "mx.sender.example"));
        }

        var left = Take(queue);
        Assert.Equal(ClientNameQueue.Capacity, left.Count);
        Assert.Equal("10.0.0.10", left[0].Client.ToString());
    }

    private static SessionHeard Heard(string client, string name) => new(new ReceiverName('b'), new SmtpClient(IPAddress.Parse(client), 1, null), [name], null);

    private static void Note(ClientNameQueue queue, Observation what) => queue.Note([new EvidenceRecord(1, DateTimeOffset.UnixEpoch, what)]);

    private static List<ClientNameQuestion> Take(ClientNameQueue queue)
    {
        List<ClientNameQuestion> taken = [];
        while (queue.Questions.TryRead(out var question))
        {
            taken.Add(question);
        }

        return taken;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
            {
                return;
            }
        }
    }

    private static async Task<List<ClientNameChecked>> NamesAsync(RunningCollector collector, int count)
    {
        while (true)
        {
            var records = await collector.Archive.AfterAsync(0, 10_000, 100, Cancelled);
            if (records.Select(record => record.What).OfType<ClientNameChecked>().ToList() is var names && names.Count >= count)
            {
                return names;
            }

            await Task.Delay(20, Cancelled);
        }
    }

    private static async Task<char> MailAsync(RunningCollector collector)
    {
        await using var postfix = await RunningCollector.ConnectAsync(collector.Milter);
        foreach (var frame in (byte[][])[.. MilterTalk.Greeting(), .. MilterTalk.Message("4Q", Recipient)])
        {
            await postfix.WriteAsync(frame, Cancelled);
        }

        var last = '?';
        for (var answers = 0; answers < 2; answers++)
        {
            var head = new byte[5];
            await postfix.ReadExactlyAsync(head, Cancelled);
            await postfix.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) - 1], Cancelled);
            last = (char)head[4];
        }

        return last;
    }
}
