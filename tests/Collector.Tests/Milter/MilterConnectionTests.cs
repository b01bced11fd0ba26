using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Milter;

public sealed class MilterConnectionTests : IDisposable
{
    private const string Recipient = MilterTalk.Token + "@a.audit.test";

    private static readonly AuditToken Token = new(Guid.Parse(MilterTalk.Token));

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_message_is_acknowledged_only_once_it_is_committed()
    {
        var store = new ObstinateStore();
        await using var collector = await RunningCollector.StartAsync(folder, store);
        await using var postfix = await GreetAsync(collector, MilterTalk.Message("4Q", Recipient));

        await store.Asked.WaitAsync(Cancelled);
        Assert.False(((NetworkStream)postfix).DataAvailable);
        store.Commit();

        Assert.Equal('d', await AnswerAsync(postfix));
        Assert.Single(store.Appended);
    }

    [Fact]
    public async Task A_message_that_cannot_be_committed_is_put_off_and_the_next_one_is_taken()
    {
        var store = new ObstinateStore();
        store.Fail();
        await using var collector = await RunningCollector.StartAsync(folder, store);
        await using var postfix = await GreetAsync(collector, MilterTalk.Message("4Q1", Recipient));

        Assert.Equal('t', await AnswerAsync(postfix));
        store.Recover();
        await SayAsync(postfix, [MilterTalk.Frame('A'), .. MilterTalk.Message("4Q2", Recipient)]);

        Assert.Equal('d', await AnswerAsync(postfix));
        Assert.Equal("4Q2", Assert.IsType<MessageAccepted>(Assert.Single(store.Appended)).QueueId);
    }

    [Fact]
    public async Task Sessions_are_served_beside_garbage_and_half_sessions()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        foreach (var octets in (byte[][])[[.. "GET / HTTP/1.1\r\n\r\n"u8], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1], [.. MilterTalk.Negotiate().Take(9)]])
        {
            await using var stranger = await RunningCollector.ConnectAsync(collector.Milter);
            await stranger.WriteAsync(octets, Cancelled);
        }

        await using (await GreetAsync(collector, MilterTalk.Message("4Qhalf", Recipient).SkipLast(2)))
        {
        }

        await using var postfix = await GreetAsync(collector, MilterTalk.Message("4Q", Recipient));

        Assert.Equal('d', await AnswerAsync(postfix));
        var message = Assert.Single(await collector.Store.MessagesAsync(Token, Cancelled));
        Assert.Equal("4Q", ((MessageAccepted)message.What).QueueId);
    }

    [Fact]
    public async Task What_no_Postfix_sends_is_hung_up_on()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        await using var stranger = await RunningCollector.ConnectAsync(collector.Milter);
        await stranger.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Cancelled);

        Assert.Equal(0, await ReadOrResetAsync(stranger));
    }

    [Fact]
    public async Task A_TLS_report_by_mail_is_taken_in_with_its_message()
    {
        const string Report = """{"organization-name":"Example","report-id":"1"}""";
        await using var collector = await RunningCollector.StartAsync(folder);
        byte[][] mail =
        [
            MilterTalk.Text('M', "<reports@sender.example>"),
            MilterTalk.Text('R', "<tlsrpt@a.audit.test>"),
            MilterTalk.Text('L', "Content-Type", "application/tlsrpt+json"),
            MilterTalk.Frame('N'),
            MilterTalk.Frame('B', Encoding.ASCII.GetBytes(Report)),
            MilterTalk.Macros('E', "i", "4Q"),
            MilterTalk.Frame('E'),
        ];
        await using var postfix = await GreetAsync(collector, mail);
        Assert.Equal('d', await AnswerAsync(postfix));

        var report = Assert.IsType<TlsReportReceived>(Assert.Single(await collector.Store.WithoutTokenAsync(9, 10_000, Cancelled)).What);
        Assert.Equal((Report, "192.0.2.25"), (report.Report.Trim(), report.Client?.ToString()));
    }

    [Fact]
    public async Task Header_and_body_are_kept_with_the_message()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        await using var postfix = await GreetAsync(collector, MilterTalk.Message("4Q", Recipient));
        await AnswerAsync(postfix);

        var message = Assert.Single(await collector.Store.MessagesAsync(Token, Cancelled));
        var content = await collector.Store.MessageContentAsync(message.Id, Cancelled);
        Assert.EndsWith("\r\n\r\nHello\r\n", System.Text.Encoding.UTF8.GetString(content!.Value.Span), StringComparison.Ordinal);
    }

    private static async Task<Stream> GreetAsync(RunningCollector collector, IEnumerable<byte[]> then)
    {
        var postfix = await RunningCollector.ConnectAsync(collector.Milter);
        await SayAsync(postfix, [.. MilterTalk.Greeting(), .. then]);
        Assert.Equal('O', await AnswerAsync(postfix));
        return postfix;
    }

    private static async Task SayAsync(Stream postfix, IEnumerable<byte[]> frames)
    {
        foreach (var frame in frames)
        {
            await postfix.WriteAsync(frame, Cancelled);
        }
    }

    private static async Task<char> AnswerAsync(Stream postfix)
    {
        var head = new byte[5];
        await postfix.ReadExactlyAsync(head, Cancelled);
        await postfix.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) - 1], Cancelled);
        return (char)head[4];
    }

    private static async Task<int> ReadOrResetAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], Cancelled);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
