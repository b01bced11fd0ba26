using System.Text;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Tests.Milter;

/// <summary>Where each message is put off once, what is accepted was tried twice.</summary>
public sealed class GreylistTests : IDisposable
{
    private const string Recipient = MilterTalk.Token + "@greylisted.audit.test";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_message_is_put_off_the_first_time_and_taken_the_next()
    {
        await using var collector = await RunningCollector.StartAsync(folder);

        var first = await SendAsync(collector, "<1@sender.example>");
        Assert.StartsWith("y451 4.7.1 ", first, StringComparison.Ordinal);
        Assert.EndsWith("\0", first, StringComparison.Ordinal);
        Assert.IsType<MessagePutOff>((await AllAsync(collector))[0]);
        Assert.Equal("d", await SendAsync(collector, "<1@sender.example>"));
        Assert.Single((await AllAsync(collector)).OfType<MessageAccepted>());
    }

    [Fact]
    public async Task Another_message_for_the_same_token_is_put_off_as_well()
    {
        await using var collector = await RunningCollector.StartAsync(folder);

        await SendAsync(collector, "<1@sender.example>");
        Assert.Equal("d", await SendAsync(collector, "<1@sender.example>"));

        Assert.StartsWith("y451", await SendAsync(collector, "<2@sender.example>"), StringComparison.Ordinal);
        Assert.Equal("d", await SendAsync(collector, "<2@sender.example>"));
    }

    [Fact]
    public async Task A_message_that_comes_again_from_another_address_is_taken()
    {
        await using var collector = await RunningCollector.StartAsync(folder);

        await SendAsync(collector, "<1@sender.example>");

        Assert.Equal("d", await SendAsync(collector, "<1@sender.example>", "203.0.113.9"));
    }

    [Fact]
    public async Task A_message_without_a_Message_ID_is_known_by_its_recipient()
    {
        await using var collector = await RunningCollector.StartAsync(folder);

        Assert.StartsWith("y451", await SendAsync(collector, null), StringComparison.Ordinal);
        Assert.Equal("d", await SendAsync(collector, null));
    }

    [Fact]
    public async Task No_other_receiver_puts_anything_off()
    {
        await using var collector = await RunningCollector.StartAsync(folder);

        Assert.Equal("d", await SendAsync(collector, "<1@sender.example>", receiver: "tls13-only"));
        Assert.DoesNotContain(await AllAsync(collector), what => what is MessagePutOff);
    }

    private static async Task<string> SendAsync(RunningCollector collector, string? messageId, string address = "192.0.2.25", string receiver = "greylisted")
    {
        await using var postfix = await RunningCollector.ConnectAsync(collector.Milter);
        var message = MilterTalk.Message("4Q", Recipient.Replace("greylisted", receiver, StringComparison.Ordinal)).ToList();
        if (messageId is not null)
        {
            message.Insert(3, MilterTalk.Text('L', "Message-Id", $" {messageId}"));
        }

        foreach (var frame in MilterTalk.Greeting(receiver, address: address).Concat(message))
        {
            await postfix.WriteAsync(frame, Cancelled);
        }

        // The first answer is that to the negotiation.
        await ReadFrameAsync(postfix);
        return await ReadFrameAsync(postfix);
    }

    private static async Task<string> ReadFrameAsync(Stream stream)
    {
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, Cancelled);
        var frame = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head)];
        await stream.ReadExactlyAsync(frame, Cancelled);
        return Encoding.ASCII.GetString(frame);
    }

    private static async Task<IReadOnlyList<Observation>> AllAsync(RunningCollector collector) =>
        [.. (await collector.Archive.AfterAsync(0, 100_000, 100, Cancelled)).Select(record => record.What)];
}
