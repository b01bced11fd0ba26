using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>What is kept beside the evidence, whatever database is behind it.</summary>
public abstract class AuditRegistryTests
{
    private static readonly AuditSender Careful = new("Careful | Mail 'x'", DomainName.Parse("careful.example"));

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected abstract Task<string> NewDatabaseAsync();

    [Fact]
    public async Task An_audit_is_claimed_once()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        var audit = AuditToken.New();

        Assert.Equal(new AuditStanding(null, null, null, null, null), await opened.Registry.StandingAsync(audit, Cancelled));
        Assert.True(await opened.Registry.ClaimAsync(audit, "aa", Cancelled));
        Assert.False(await opened.Registry.ClaimAsync(audit, "bb", Cancelled));
        Assert.Equal("aa", (await opened.Registry.StandingAsync(audit, Cancelled)).OwnerKeySha256);
    }

    [Fact]
    public async Task The_suite_that_was_chosen_last_is_the_audit_s()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        var audit = AuditToken.New();
        await opened.Registry.ChooseAsync(audit, "standard", Cancelled);
        await opened.Registry.ChooseAsync(audit, "complete", Cancelled);

        Assert.Equal("complete", (await opened.Registry.StandingAsync(audit, Cancelled)).Suite);
        Assert.Null((await opened.Registry.StandingAsync(AuditToken.New(), Cancelled)).Suite);
    }

    [Fact]
    public async Task The_newest_name_of_a_sender_counts_and_a_domain_may_be_left_out()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        var audit = AuditToken.New();
        await opened.Registry.NameAsync(audit, Careful, Cancelled);
        Assert.Equal(Careful, (await opened.Registry.StandingAsync(audit, Cancelled)).Sender);
        Assert.Equal([audit], await opened.Registry.AuditsOfAsync(Careful.Domain!.Value, Cancelled));

        await opened.Registry.NameAsync(audit, new("Another", null), Cancelled);
        Assert.Equal(new AuditSender("Another", null), (await opened.Registry.StandingAsync(audit, Cancelled)).Sender);
        Assert.Empty(await opened.Registry.AuditsOfAsync(Careful.Domain.Value, Cancelled));
    }

    [Fact]
    public async Task A_publication_names_its_newest_message_and_can_be_withdrawn_and_repeated()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        var audit = AuditToken.New();
        await opened.Registry.NameAsync(audit, Careful, Cancelled);
        await opened.Registry.PublishAsync(audit, Cancelled);
        Assert.Null(Assert.Single(await opened.Registry.PublishedAsync(Cancelled)).NewestMessage);

        var newest = await AppendAsync(opened, Message(audit), Message(audit));
        var published = Assert.Single(await opened.Registry.PublishedAsync(Cancelled));
        Assert.Equal((audit, Careful, newest), (published.Token, published.Sender, published.NewestMessage));
        Assert.True((await opened.Registry.StandingAsync(audit, Cancelled)).IsPublished);

        await opened.Registry.WithdrawAsync(audit, Cancelled);
        Assert.Empty(await opened.Registry.PublishedAsync(Cancelled));
        await opened.Registry.PublishAsync(audit, Cancelled);
        Assert.Single(await opened.Registry.PublishedAsync(Cancelled));
    }

    [Fact]
    public async Task What_was_removed_is_neither_withdrawn_nor_published_again()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        var audit = AuditToken.New();
        await opened.Registry.NameAsync(audit, Careful, Cancelled);
        await opened.Registry.PublishAsync(audit, Cancelled);
        await opened.Registry.RemoveAsync(audit, Cancelled);
        await opened.Registry.WithdrawAsync(audit, Cancelled);
        await opened.Registry.PublishAsync(audit, Cancelled);

        Assert.Empty(await opened.Registry.PublishedAsync(Cancelled));
        Assert.NotNull((await opened.Registry.StandingAsync(audit, Cancelled)).RemovedAt);
    }

    [Fact]
    public async Task The_newest_inbound_check_of_a_domain_counts()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        var domain = DomainName.Parse("careful.example");
        var at = EvidenceRow.AtMicrosecond(DateTimeOffset.UtcNow);
        await opened.Inbound.SaveAsync(new(domain, at, InboundFinding.Broken, "{}"), Cancelled);
        await opened.Inbound.SaveAsync(new(domain, at.AddDays(1), InboundFinding.Enforce, """{"a":1}"""), Cancelled);

        Assert.Equal(new(domain, at.AddDays(1), InboundFinding.Enforce, """{"a":1}"""), await opened.Inbound.FindAsync(domain, Cancelled));
        Assert.Null(await opened.Inbound.FindAsync(DomainName.Parse("other.example"), Cancelled));
    }

    [Fact]
    public async Task Fetches_and_reports_are_read_page_by_page_newest_first()
    {
        await using var opened = await OpenStore.AtAsync(await NewDatabaseAsync());
        for (var number = 0; number < 5; number++)
        {
            await AppendAsync(opened, new PolicyFetched(new ReceiverName('a'), System.Net.IPAddress.Loopback, $"ua{number}", "", "", 200, null));
        }

        var report = await AppendAsync(opened, new TlsReportReceived(null, null, "short"));
        await AppendAsync(opened, new TlsReportReceived(null, null, new string('x', 5000)));
        var first = await opened.Archive.PolicyFetchesAsync(null, 2, Cancelled);
        var second = await opened.Archive.PolicyFetchesAsync(first[^1].Id, 10, Cancelled);
        var now = DateTimeOffset.UtcNow;

        Assert.Equal(["ua4", "ua3", "ua2", "ua1", "ua0"], first.Concat(second).Select(record => ((PolicyFetched)record.What).UserAgent));
        Assert.Equal([report], (await opened.Archive.TlsReportsAsync(now.AddMinutes(-5), now.AddMinutes(5), 1000, 10, Cancelled)).Select(record => record.Id));
        Assert.Empty(await opened.Archive.TlsReportsAsync(now.AddMinutes(5), now.AddMinutes(10), 1000, 10, Cancelled));
        Assert.NotNull(await opened.Archive.TlsReportAsync(report, Cancelled));
        Assert.Null(await opened.Archive.TlsReportAsync(first[0].Id, Cancelled));
        Assert.Equal(2, (await opened.Archive.AfterAsync(first[0].Id, 10_000, 10, Cancelled)).Count);
        Assert.Equal(report + 1, await opened.Archive.NewestIdAsync(Cancelled));
    }

    /// <returns>The id of the last record.</returns>
    private static async Task<long> AppendAsync(OpenStore opened, params Observation[] observations) =>
        (await opened.Evidence.AppendAsync(observations, default, Cancelled))[^1].Id;

    private static MessageAccepted Message(AuditToken audit) => new(
        Catalogue.Study[0].Name, new SmtpClient(System.Net.IPAddress.Loopback, 1, null), null, null, "a@b.example", $"{audit}@a.audit.test", audit, "4Q", null, 1);
}

public sealed class SqliteRegistryTests : AuditRegistryTests, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={folder.At("registry.db")}");
}

public sealed class PostgresRegistryTests(PostgresServer server) : AuditRegistryTests, IClassFixture<PostgresServer>
{
    private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
}
