using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>Deletion of what was kept long enough never changes a verdict: an audit is there whole, or gone whole.</summary>
public abstract class RetentionTests
{
    private static readonly RetentionRules Rules = new(TimeSpan.FromDays(730), TimeSpan.FromDays(30));

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private int port = 1024;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected abstract Task<string> NewDatabaseAsync();

    [Fact]
    public async Task An_audit_mailed_on_two_days_is_judged_the_same_until_it_is_gone_whole()
    {
        await using var pair = await OpenAsync();
        var token = AuditToken.New();
        await pair.AppendAsync(Fetch('b'), Fetch('d'), Name());
        time.Advance(TimeSpan.FromDays(3));
        await MailAsync(pair, token, enforces: false);
        time.Advance(TimeSpan.FromMinutes(5));
        await MailAsync(pair, token, enforces: false);
        time.Advance(TimeSpan.FromDays(1));
        await MailAsync(pair, token, enforces: true);
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(SupportLabel.NoSupport, (await pair.Pruned.ReportAsync(token, Cancelled)).Label);
        time.Advance(TimeSpan.FromDays(700));
        for (var half = 0; half < 80; half++)
        {
            time.Advance(TimeSpan.FromHours(12));
            await pair.DeleteAsync();
            if (await pair.IsGoneAsync(token))
            {
                // Two days after the newest message, 730 days on.
                Assert.InRange(half, 55, 60);
                Assert.Equal(0, await pair.RecordsAsync());
                return;
            }

            await pair.AssertSameAsync(token);
        }

        Assert.Fail("It is never deleted.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Audits_of_one_sender_that_explain_each_others_sessions_are_judged_the_same_until_they_are_gone(int seed)
    {
        await using var pair = await OpenAsync();
        var random = new Random(seed);
        var tokens = Enumerable.Range(0, 6).Select(_ => AuditToken.New()).ToList();
        for (var day = 0; day < 40; day++)
        {
            switch (random.Next(4))
            {
                case 0:
                    await pair.AppendAsync(Fetch("abcdef"[random.Next(6)]));
                    break;
                case 1:
                    await pair.AppendAsync(new TestbedChecked(time.GetUtcNow().AddHours(-1), random.Next(2) == 0,
                        random.Next(3) == 0 ? [new(new ReceiverName('b'), TestbedPart.Policy, "Broken.", random.Next(2) == 0 ? TimeSpan.FromDays(30) : null)] : []));
                    break;
                default:
                    await MailAsync(pair, tokens[random.Next(tokens.Count)], enforces: random.Next(2) == 0);
                    break;
            }

            time.Advance(TimeSpan.FromHours(random.Next(60)));
        }

        time.Advance(TimeSpan.FromDays(680));
        for (var run = 0; run < 120 && tokens.Count > 0; run++)
        {
            time.Advance(TimeSpan.FromDays(1.5));
            await pair.DeleteAsync();
            foreach (var token in tokens.ToList())
            {
                if (await pair.IsGoneAsync(token))
                {
                    tokens.Remove(token);
                }
                else
                {
                    await pair.AssertSameAsync(token);
                }
            }
        }

        Assert.Empty(tokens);
    }

    [Fact]
    public async Task What_is_mailed_to_a_token_that_is_gone_is_a_new_audit_and_nothing_said_of_the_old_one_is_left()
    {
        await using var pair = await OpenAsync();
        var token = AuditToken.New();
        await MailAsync(pair, token, enforces: false);
        await pair.PrunedStore.Registry.ChooseAsync(token, "complete", Cancelled);
        await pair.PrunedStore.Registry.PickAsync(token, "192.0.2.25", Cancelled);
        await pair.PrunedStore.Registry.ClaimAsync(token, "aa", Cancelled);
        await pair.PrunedStore.Registry.NameAsync(token, new("Some Mail", null), Cancelled);
        await pair.PrunedStore.Registry.PublishAsync(token, Cancelled);
        time.Advance(TimeSpan.FromDays(729));
        await MailAsync(pair, AuditToken.New(), enforces: false);
        time.Advance(TimeSpan.FromDays(2));
        await pair.DeleteAsync();

        Assert.True(await pair.IsGoneAsync(token));
        Assert.Empty(await pair.PrunedStore.Registry.PublishedAsync(Cancelled));
        Assert.Equal(new AuditStanding(null, null, null, null, null), await pair.PrunedStore.Registry.StandingAsync(token, Cancelled));
        await MailAsync(pair, token, enforces: true);
        Assert.Equal(4, (await pair.PrunedStore.Evidence.MessagesAsync(token, Cancelled)).Count);
        await pair.DeleteAsync();
        Assert.Equal(4, (await pair.PrunedStore.Evidence.MessagesAsync(token, Cancelled)).Count);
    }

    private async Task<Pair> OpenAsync() =>
        new(await OpenStore.AtAsync(await NewDatabaseAsync(), time), await OpenStore.AtAsync(await NewDatabaseAsync(), time), time);

    private async Task MailAsync(Pair pair, AuditToken token, bool enforces)
    {
        foreach (var letter in "acef" + (enforces ? "" : "bd"))
        {
            await pair.AppendAsync(Message(letter, token), Session(letter));
        }

        foreach (var letter in enforces ? "bd" : "")
        {
            port++;
            await pair.AppendAsync(Session(letter));
        }
    }

    private MessageAccepted Message(char letter, AuditToken token) => new(
        new ReceiverName(letter), Client(++port), "mx1.sender.example", letter is 'b' or 'f' ? null : new("TLSv1.3", "X"), "x@sender.example",
        $"{token}@{letter}.audit.test", token, "4Q", null, 10, time.GetUtcNow());

    private SessionEnded Session(char letter) => new(
        new ReceiverName(letter), Client(port), time.GetUtcNow(), null, null, null,
        new CommandSummary(new Dictionary<string, CommandCount> { ["ehlo"] = new(1, 1), ["starttls"] = new(1, 1), ["quit"] = new(1, 1) }), SessionEnding.Quit, null, $"s{port}");

    private static PolicyFetched Fetch(char letter) => new(new ReceiverName(letter), IPAddress.Parse("192.0.2.25"), "ua", $"mta-sts.{letter}.audit.test", "TLSv1.3", 200, "1");

    private static ClientNameChecked Name() => new(IPAddress.Parse("192.0.2.25"), ClientNameSource.MailFrom, "sender.example", true);

    private static SmtpClient Client(int port) => new(IPAddress.Parse("192.0.2.25"), port, null);

    /// <summary>A store that is pruned, and its twin that keeps all.</summary>
    private sealed class Pair(OpenStore pruned, OpenStore whole, FakeTimeProvider time) : IAsyncDisposable
    {
        public OpenStore PrunedStore => pruned;

        public AuditReports Pruned { get; } = ReportsOf(pruned, time);

        private AuditReports Whole { get; } = ReportsOf(whole, time);

        public async Task AppendAsync(params Observation[] observations)
        {
            var (one, other) = (await pruned.Evidence.AppendAsync(observations, default, Cancelled), await whole.Evidence.AppendAsync(observations, default, Cancelled));
            Assert.Equal(other.Select(record => record.Id), one.Select(record => record.Id));
        }

        public Task<(int Texts, int Records)> DeleteAsync() => pruned.Due(Rules, time).DeleteAsync(Cancelled);

        public async Task<bool> IsGoneAsync(AuditToken token) => (await pruned.Evidence.MessagesAsync(token, Cancelled)).Count == 0;

        public async Task<long> RecordsAsync() =>
            Assert.Single(await pruned.Database.ReadAsync("SELECT COUNT(*) FROM evidence", [], row => row.GetInt64(0), Cancelled));

        public async Task AssertSameAsync(AuditToken token) => Assert.Equal(Json(await Whole.ReportAsync(token, Cancelled)), Json(await Pruned.ReportAsync(token, Cancelled)));

        public async ValueTask DisposeAsync()
        {
            await pruned.DisposeAsync();
            await whole.DisposeAsync();
        }

        private static AuditReports ReportsOf(OpenStore store, FakeTimeProvider time) => new(
            new CollectorSettings { Names = RunningCollector.Names, SelfCheck = TimeSpan.Zero }, store.Evidence, store.Registry, store.Inbound, store.SelfChecks, time);

        private static string Json(AuditReport report) => JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport);
    }
}

public sealed class SqliteRetentionTests : RetentionTests, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int databases;

    public void Dispose() => folder.Dispose();

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={folder.At($"evidence{++databases}.db")}");
}

public sealed class PostgresRetentionTests(PostgresServer server) : RetentionTests, IClassFixture<PostgresServer>
{
    private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
}
