using System.Net;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>How many records a question is answered with, and that it is told when there are more.</summary>
public abstract class ExcerptTests
{
    private static readonly AuditToken Token = AuditToken.New();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected abstract Task<string> NewDatabaseAsync();

    [Fact]
    public async Task A_flood_to_a_token_leaves_its_audited_sender_readable_and_is_told()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        await FloodAsync(store, 1500);
        await store.Evidence.AppendAsync([Message("4Qaudited", "198.51.100.25")], default, Cancelled);
        await FloodAsync(store, 1500);

        var messages = await store.Evidence.MessagesAsync(Token, Cancelled);

        Assert.Equal(MessageQueries.Most, messages.Count);
        Assert.Equal(3001 - MessageQueries.Most, messages.NotRead);
        Assert.Contains(messages, record => ((MessageAccepted)record.What).QueueId == "4Qaudited");
        Assert.Equal(messages.OrderBy(record => record.Id), messages);
    }

    [Fact]
    public async Task A_busy_network_leaves_another_one_readable_and_is_told()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        await store.Evidence.AppendAsync([.. Enumerable.Range(0, 20).Select(number => Session($"quiet {number}", "198.51.100.25"))], default, Cancelled);
        for (var batch = 0; batch < 7; batch++)
        {
            await store.Evidence.AppendAsync([.. Enumerable.Range(0, 600).Select(number => Session($"busy {batch} {number}", "192.0.2.25"))], default, Cancelled);
        }

        var seen = await OfSenderAsync(store, except: null);

        Assert.Equal(4220 - seen.Count, seen.NotRead);
        Assert.InRange(seen.Count, SenderQueries.Most / 2, SenderQueries.Most);
        var sessions = seen.Select(record => ((SessionEnded)record.What).SessionId).ToList();
        Assert.Equal(20, sessions.Count(session => session.StartsWith("quiet", StringComparison.Ordinal)));
        Assert.Contains("busy 0 0", sessions);
        Assert.Contains("busy 6 599", sessions);
    }

    [Fact]
    public async Task The_messages_of_an_audit_are_read_once()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        await FloodAsync(store, 3500);
        await store.Evidence.AppendAsync([Session("brought", "192.0.2.25"), Message("4Qother", "192.0.2.25") with { Token = AuditToken.New() }], default, Cancelled);

        var seen = await OfSenderAsync(store, Token);

        Assert.Equal(2, seen.Count);
        Assert.Equal(0, seen.NotRead);
    }

    private static Task<EvidenceExcerpt> OfSenderAsync(OpenStore store, AuditToken? except) =>
        store.Evidence.OfSenderAsync(["192.0.2.0/24", "198.51.100.0/24"], DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow, except, Cancelled);

    private static async Task FloodAsync(OpenStore store, int messages)
    {
        foreach (var batch in Enumerable.Range(0, messages).Chunk(1000))
        {
            await store.Evidence.AppendAsync([.. batch.Select(number => Message($"4Q{number}", "192.0.2.25"))], default, Cancelled);
        }
    }

    private static MessageAccepted Message(string queueId, string address) =>
        new(new ReceiverName('a'), new SmtpClient(IPAddress.Parse(address), 40000, null), "mx", null, "x@sender.example", $"{Token}@a.audit.test", Token, queueId, null, 10);

    private static SessionEnded Session(string id, string address) => new(
        new ReceiverName('b'), new SmtpClient(IPAddress.Parse(address), 40000, null), null, null, null, null,
        new CommandSummary(new Dictionary<string, CommandCount>()), SessionEnding.Quit, null, id);
}

public sealed class SqliteExcerptTests : ExcerptTests, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={folder.At("evidence.db")}");
}

public sealed class PostgresExcerptTests(PostgresServer server) : ExcerptTests, IClassFixture<PostgresServer>
{
    private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
}
