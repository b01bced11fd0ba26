using System.Net;
using System.Text;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>What goes with a deleted audit and what stays, whatever database is behind it.</summary>
public abstract class AuditDeletionTests
{
    private protected static readonly AuditToken Token = AuditToken.New();

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected abstract Task<string> NewDatabaseAsync();

    [Fact]
    public async Task An_audit_is_deleted_with_its_texts_and_the_sessions_that_brought_it_and_nothing_else_is()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var other = AuditToken.New();
        await store.Evidence.AppendAsync([Message("4Q1"), Message("4Q2")], "a text"u8.ToArray(), Cancelled);
        var brought = Session("brought") with { Receiver = new ReceiverName('a') };
        var elsewhere = Session("elsewhere");
        var (helloOfIt, helloOfAnother) = (EvidenceStoreTests.Hello(40000) with { Receiver = new('a') }, EvidenceStoreTests.Hello(40001) with { Receiver = new('a') });
        await store.Evidence.AppendAsync([helloOfIt, helloOfAnother], default, Cancelled);
        await store.Evidence.AppendAsync([brought, elsewhere, Fetch("192.0.2.25"), Message("4Q3") with { Token = other, Client = Client(40001) }], default, Cancelled);
        await store.Registry.ChooseAsync(Token, "complete", Cancelled);
        await store.Registry.ClaimAsync(Token, "aa", Cancelled);
        await store.Registry.NameAsync(Token, new("Some Mail", null), Cancelled);
        await store.Registry.PublishAsync(Token, Cancelled);

        Assert.Equal(4, await store.Deletion.DeleteAsync(Token, Cancelled));

        var hellos = await store.Evidence.OfSenderAsync([SenderIdentity.ClientHelloKeyOf(helloOfIt.Client)], DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow, null, Cancelled);
        Assert.Equal(40001, Assert.IsType<ClientHelloSeen>(Assert.Single(hellos).What).ClientPort);
        Assert.Empty(await store.Evidence.MessagesAsync(Token, Cancelled));
        Assert.Equal(new AuditStanding(null, null, null, null, null), await store.Registry.StandingAsync(Token, Cancelled));
        Assert.Empty(await store.Registry.PublishedAsync(Cancelled));
        var left = await store.Evidence.OfSenderAsync(["192.0.2.0/24"], DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow, null, Cancelled);
        Assert.Equal(["elsewhere", "fetch", "4Q3"], left.Select(record => record.What switch
        {
            SessionEnded session => session.SessionId,
            MessageAccepted message => message.QueueId,
            _ => "fetch",
        }));
        Assert.Null(await store.Evidence.MessageContentAsync(1, Cancelled));
        Assert.Equal(0, await store.Deletion.DeleteAsync(Token, Cancelled));
    }

    [Fact]
    public async Task A_session_that_also_brought_another_audits_mail_goes_with_the_last_of_them()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var other = AuditToken.New();
        var shared = Session("shared") with { Receiver = new ReceiverName('a') };
        await store.Evidence.AppendAsync([Message("4Q1"), Message("4Q2") with { Token = other }, shared], default, Cancelled);

        Assert.Equal(1, await store.Deletion.DeleteAsync(Token, Cancelled));
        Assert.Equal(2, (await OfSenderAsync(store)).Count);
        Assert.Equal(2, await store.Deletion.DeleteAsync(other, Cancelled));
        Assert.Empty(await OfSenderAsync(store));
    }

    [Fact]
    public async Task A_large_audit_of_a_busy_sender_is_deleted_with_all_its_sessions()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var client = (int port) => new SmtpClient(IPAddress.Parse("192.0.2.25"), port, null);
        // More than any one question is answered with: the sender's other mail of the same minutes, then this audit's.
        for (var batch = 0; batch < 11; batch++)
        {
            await store.Evidence.AppendAsync([.. Enumerable.Range(0, 1000).Select(number => Session($"{batch}/{number}") with { Client = client(1024 + number) })], default, Cancelled);
        }

        await store.Evidence.AppendAsync([.. Enumerable.Range(0, 450).Select(number => Message($"4Q{number}") with { Client = client(30_000 + number) })], default, Cancelled);
        await store.Evidence.AppendAsync(
            [.. Enumerable.Range(0, 450).Select(number => Session($"brought {number}") with { Receiver = new ReceiverName('a'), Client = client(30_000 + number) })], default, Cancelled);

        Assert.Equal(900, await store.Deletion.DeleteAsync(Token, Cancelled));
        Assert.Equal(11_000, await CountAsync(store, "SELECT COUNT(*) FROM evidence"));
        Assert.Equal(11_000, await CountAsync(store, "SELECT COUNT(*) FROM sender_key WHERE key = '192.0.2.0/24'"));
    }

    [Fact]
    public async Task What_an_earlier_version_stored_under_more_names_is_deleted_all_the_same()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var hosted = new SmtpClient(IPAddress.Parse("192.0.2.25"), 40000, "ec2-192-0-2-25.compute-1.amazonaws.com");
        var stored = Assert.Single(await store.Evidence.AppendAsync([Message("4Q1") with { Client = hosted }], "a text"u8.ToArray(), Cancelled));
        Assert.Equal(1, await CountAsync(store, "SELECT COUNT(*) FROM sender_key"));
        await store.Database.ChangeAsync(
            "INSERT INTO sender_key (key, at, evidence_id) VALUES ('compute-1.amazonaws.com', @at, @id)",
            [("@at", EvidenceRow.MicrosecondsOf(stored.At)), ("@id", stored.Id)], Cancelled);

        Assert.Equal(1, await store.Deletion.DeleteAsync(Token, Cancelled));
        Assert.Equal(0, await CountAsync(store, "SELECT COUNT(*) FROM sender_key"));
    }

    [Fact]
    public async Task A_deletion_that_comes_to_no_end_leaves_nothing_published_and_its_owner_can_ask_again()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        await store.Evidence.AppendAsync([Message("4Q1")], default, Cancelled);
        await store.Registry.ClaimAsync(Token, "aa", Cancelled);
        await store.Registry.NameAsync(Token, new("Some Mail", null), Cancelled);
        await store.Registry.PublishAsync(Token, Cancelled);
        var failing = new ObstinateStore();
        failing.Fail();

        await Assert.ThrowsAsync<EvidenceStoreException>(() =>
            new AuditDeletion(store.Database, failing, new EvidenceDeletion(store.Database)).DeleteAsync(Token, Cancelled));
        Assert.Empty(await store.Registry.PublishedAsync(Cancelled));
        Assert.Equal("aa", (await store.Registry.StandingAsync(Token, Cancelled)).OwnerKeySha256);
        Assert.Equal(1, await store.Deletion.DeleteAsync(Token, Cancelled));
    }

    private static Task<EvidenceExcerpt> OfSenderAsync(OpenStore store) =>
        store.Evidence.OfSenderAsync(["192.0.2.0/24"], DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow, null, Cancelled);

    private static async Task<long> CountAsync(OpenStore store, string text) =>
        Assert.Single(await store.Database.ReadAsync(text, [], row => row.GetInt64(0), Cancelled));

    private protected static MessageAccepted Message(string queueId) =>
        new(new ReceiverName('a'), Client(), "mx1.sender.example", new("TLSv1.3", "X"), "x@sender.example", $"{Token}@a.audit.test", Token, queueId, null, 10);

    private static SessionEnded Session(string id) => new(
        new ReceiverName('b'), Client(), null, null, null, null,
        new CommandSummary(new Dictionary<string, CommandCount> { ["ehlo"] = new(1, 1) }), SessionEnding.Quit, null, id);

    private static PolicyFetched Fetch(string address) => new(new ReceiverName('a'), IPAddress.Parse(address), "ua", "mta-sts.a.audit.test", "TLSv1.3", 200, "1");

    private static SmtpClient Client(int port = 40000) => new(IPAddress.Parse("192.0.2.25"), port, "mx1.sender.example");
}

public sealed class SqliteAuditDeletionTests : AuditDeletionTests, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_deleted_is_not_left_in_the_file()
    {
        var file = folder.At("evidence.db");
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a confidential line\r\n", 2000)));
        await using (var store = await OpenStore.AtAsync($"Data Source={file};Pooling=False"))
        {
            for (var number = 0; number < 20; number++)
            {
                await store.Evidence.AppendAsync([Message($"4Q{number}") with { MailFrom = "whistle@blower.example" }], text, Cancelled);
            }

            Assert.Equal(20, await store.Deletion.DeleteAsync(Token, Cancelled));
            // While the store is open: its log keeps what pages were before.
            foreach (var part in new[] { file, $"{file}-wal" })
            {
                await using var octets = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(octets, Encoding.Latin1);
                var left = await reader.ReadToEndAsync(Cancelled);
                Assert.DoesNotContain("confidential", left, StringComparison.Ordinal);
                Assert.DoesNotContain("whistle", left, StringComparison.Ordinal);
            }
        }
    }

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={folder.At("evidence.db")}");
}

public sealed class PostgresAuditDeletionTests(PostgresServer server) : AuditDeletionTests, IClassFixture<PostgresServer>
{
    private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
}
