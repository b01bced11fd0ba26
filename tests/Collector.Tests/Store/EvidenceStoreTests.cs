using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>What the store promises, whatever database is behind it.</summary>
public abstract class EvidenceStoreTests
{
    private static readonly AuditToken Token = AuditToken.New();

    internal static ClientHelloSeen Hello(int port) => new(
        new ReceiverName("garbage-after-220"), IPAddress.Parse("192.0.2.25"), port, DateTimeOffset.UnixEpoch.AddDays(20_000),
        new("TLSv1.2", ["TLSv1.3", "TLSv1.2"], "mail-garbage-after-220.audit.test", ["X25519MLKEM768", "x25519"], [], 31, 517));

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A database without any evidence; opened again under the same name it is the same one.</summary>
    private protected abstract Task<string> NewDatabaseAsync();

    [Fact]
    public async Task What_is_appended_is_there_after_the_store_was_opened_again()
    {
        var database = await NewDatabaseAsync();
        await using (var store = await OpenStore.AtAsync(database))
        {
            await store.Evidence.AppendAsync([Message("4Q1"), Message("4Q2")], Encoding.UTF8.GetBytes("Subject: x\n\nHello"), Cancelled);
        }

        await using var again = await OpenStore.AtAsync(database);
        var messages = await again.Evidence.MessagesAsync(Token, Cancelled);

        Assert.Equal(["4Q1", "4Q2"], messages.Select(record => ((MessageAccepted)record.What).QueueId));
        Assert.True(messages[0].Id < messages[1].Id);
        Assert.Equal("Subject: x\n\nHello", Encoding.UTF8.GetString((await again.Evidence.MessageContentAsync(messages[0].Id, Cancelled))!.Value.Span));
        Assert.Null(await again.Evidence.MessageContentAsync(messages[1].Id, Cancelled));
    }

    [Fact]
    public async Task A_ClientHello_is_found_by_its_own_key_and_takes_no_room_from_the_sessions_of_its_network()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var hello = Hello(40000);
        await store.Evidence.AppendAsync([hello], default, Cancelled);
        // As rsyslog sends a line again that was not acknowledged.
        await store.Evidence.AppendAsync([Hello(40000)], default, Cancelled);

        Assert.Empty(await OfAsync("192.0.2.0/24"));
        Assert.Equal(Json(hello), Json(Assert.Single(await OfAsync(SenderIdentity.ClientHelloKeyOf(hello.Client))).What));

        static string Json(Observation what) => System.Text.Json.JsonSerializer.Serialize(what, EvidenceJson.Default.Observation);

        Task<EvidenceExcerpt> OfAsync(string key) => store.Evidence.OfSenderAsync([key], DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow, null, Cancelled);
    }

    [Fact]
    public async Task Every_kind_of_observation_reads_back_as_it_was()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        Observation[] all = [Message("4Q"), Session("s1"), new SessionHeard(new ReceiverName('b'), Client(), ["mx\0é"], null), Fetch("192.0.2.25"), new TlsReportReceived(IPAddress.IPv6Loopback, "ua", "{\"a\":1}")];
        var appended = await store.Evidence.AppendAsync(all, default, Cancelled);

        List<EvidenceRecord> read =
        [
            .. await store.Evidence.OfSenderAsync(["192.0.2.0/24"], DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow, null, Cancelled),
            .. (await store.Evidence.WithoutTokenAsync(10, 10_000, Cancelled)).Where(record => record.What is TlsReportReceived),
        ];

        Assert.Equal(appended.Select(record => record.Id), read.Select(record => record.Id));
        Assert.Equal(appended.Select(Json), read.Select(Json));
    }

    [Fact]
    public async Task Looks_at_the_testbed_are_read_with_the_one_before_and_the_one_after_and_their_newest_time_is_kept()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync(), time);
        Assert.Null(await store.SelfChecks.LastAsync(Cancelled));
        var began = time.GetUtcNow();
        foreach (var what in new[] { "first", "second", "third" })
        {
            await store.Evidence.AppendAsync([new TestbedChecked(null, false, [new(new ReceiverName('b'), TestbedPart.Policy, what)])], default, Cancelled);
            await store.SelfChecks.NoteAsync(time.GetUtcNow(), Cancelled);
            time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(["first", "second", "third"], await WhatAsync(5, 19));
        Assert.Equal(["second", "third"], await WhatAsync(11, 60));
        Assert.Equal(["first", "second"], await WhatAsync(-5, 5));
        Assert.Equal(["third"], await WhatAsync(25, 60));
        Assert.Equal(began.AddMinutes(20), await store.SelfChecks.LastAsync(Cancelled));

        async Task<IEnumerable<string>> WhatAsync(int from, int until) =>
            (await store.SelfChecks.AroundAsync(began.AddMinutes(from), began.AddMinutes(until), Cancelled)).Select(look => ((TestbedChecked)look.What).Faults[0].What);
    }

    [Fact]
    public async Task Looks_reach_back_to_a_policy_that_senders_may_still_keep()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync(), time);
        foreach (var (what, keptFor) in new[] { ("before", (int?)null), ("kept", 7), ("gone", null), ("last", null) })
        {
            await store.Evidence.AppendAsync([new TestbedChecked(null, false, [Fault(what, keptFor)])], default, Cancelled);
            time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["kept", "gone", "last"], await WhatAsync(daysOn: 100));
        Assert.Equal(["last"], await WhatAsync(daysOn: 400));

        static TestbedFault Fault(string what, int? days) =>
            new(new ReceiverName('b'), TestbedPart.Policy, what, days is { } some ? TimeSpan.FromDays(some) : null);

        async Task<IEnumerable<string>> WhatAsync(int daysOn) =>
            (await store.SelfChecks.AroundAsync(time.GetUtcNow().AddDays(daysOn), time.GetUtcNow().AddDays(daysOn), Cancelled)).Select(look => ((TestbedChecked)look.What).Faults[0].What);
    }

    [Fact]
    public async Task A_session_is_stored_once_by_its_id()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var first = await store.Evidence.AppendAsync([Session("same")], default, Cancelled);
        var second = await store.Evidence.AppendAsync([Session("same"), Session("other")], default, Cancelled);

        Assert.Single(first);
        Assert.Equal("other", ((SessionEnded)Assert.Single(second).What).SessionId);
    }

    [Fact]
    public async Task A_sender_is_found_by_network_and_by_host_domain_within_a_time_span()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        var start = DateTimeOffset.UtcNow;
        await store.Evidence.AppendAsync([Session("by-network", "192.0.2.77", null), Session("by-name", "198.51.100.1", "mx9.sender.example"), Session("stranger", "203.0.113.1", "mx.other.example")], default, Cancelled);

        var found = await store.Evidence.OfSenderAsync(["192.0.2.0/24", "sender.example"], start.AddSeconds(-1), DateTimeOffset.UtcNow, null, Cancelled);
        var before = await store.Evidence.OfSenderAsync(["192.0.2.0/24", "sender.example"], start.AddHours(-1), start.AddSeconds(-1), null, Cancelled);

        Assert.Equal(["by-network", "by-name"], found.Select(record => ((SessionEnded)record.What).SessionId));
        Assert.Empty(before);
        Assert.Empty(await store.Evidence.OfSenderAsync([], start, DateTimeOffset.UtcNow, null, Cancelled));
    }

    [Fact]
    public async Task Lines_without_a_token_are_the_newest_in_order()
    {
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        foreach (var number in Enumerable.Range(1, 5))
        {
            await store.Evidence.AppendAsync([Fetch($"192.0.2.{number}"), Message($"4Q{number}")], default, Cancelled);
        }

        var newest = await store.Evidence.WithoutTokenAsync(2, 10_000, Cancelled);

        Assert.Equal(["192.0.2.4", "192.0.2.5"], newest.Select(record => ((PolicyFetched)record.What).Client.ToString()));
    }

    [Fact]
    public async Task Appends_of_many_sessions_at_a_time_are_all_committed_once()
    {
        const int Sessions = 200;
        const int Each = 5;
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync());
        await Task.WhenAll(Enumerable.Range(0, Sessions).Select(session => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++)
            {
                Assert.Single(await store.Evidence.AppendAsync([Message($"4Q{session}-{number}")], default, Cancelled));
            }
        })));

        var messages = await store.Evidence.MessagesAsync(Token, Cancelled);

        Assert.Equal(Sessions * Each, messages.Select(record => ((MessageAccepted)record.What).QueueId).Distinct().Count());
        Assert.Equal(Sessions * Each, messages.Count);
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_told_of_no_more_and_deleted_texts_before_evidence()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync(), time);
        var other = AuditToken.New();
        var old = await store.Evidence.AppendAsync([.. Enumerable.Range(0, 450).Select(number => Message($"4Qold{number}"))], "old text"u8.ToArray(), Cancelled);
        await store.Evidence.AppendAsync([Session("old"), Fetch("192.0.2.9")], default, Cancelled);
        time.Advance(TimeSpan.FromDays(5));
        var young = await store.Evidence.AppendAsync([Message("4Qyoung") with { Token = other }], "young text"u8.ToArray(), Cancelled);
        var due = store.Due(new RetentionRules(TimeSpan.FromDays(20), TimeSpan.FromDays(3)), time);

        Assert.Equal((1, 0), await due.DeleteAsync(Cancelled));
        Assert.Null(await store.Evidence.MessageContentAsync(old[0].Id, Cancelled));
        Assert.NotNull(await store.Evidence.MessageContentAsync(young[0].Id, Cancelled));
        Assert.Equal(450, (await store.Evidence.MessagesAsync(Token, Cancelled)).Count);

        // The younger audit may rest on what was seen of the same sender shortly before.
        time.Advance(TimeSpan.FromDays(16));
        Assert.Equal((1, 0), await due.DeleteAsync(Cancelled));
        Assert.Empty(await store.Evidence.MessagesAsync(Token, Cancelled));
        Assert.Equal(young[0].Id, Assert.Single(await store.Evidence.MessagesAsync(other, Cancelled)).Id);

        time.Advance(TimeSpan.FromDays(5));
        Assert.Equal((0, 453), await due.DeleteAsync(Cancelled));
        Assert.Empty(await store.Evidence.OfSenderAsync(["192.0.2.0/24"], DateTimeOffset.UnixEpoch, time.GetUtcNow(), null, Cancelled));
        Assert.Equal((0, 0), await due.DeleteAsync(Cancelled));
    }

    [Fact]
    public async Task What_a_clock_that_was_ahead_recorded_keeps_nothing_younger_from_being_deleted()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var (ahead, right) = (new FakeTimeProvider(start.AddYears(5)), new FakeTimeProvider(start));
        var database = await NewDatabaseAsync();
        await using (var store = await OpenStore.AtAsync(database, ahead))
        {
            foreach (var number in Enumerable.Range(0, 450))
            {
                await store.Evidence.AppendAsync([Message($"4Qahead{number}")], "text"u8.ToArray(), Cancelled);
            }
        }

        await using var again = await OpenStore.AtAsync(database, right);
        await again.Evidence.AppendAsync([Message("4Qright") with { Token = AuditToken.New() }], "text"u8.ToArray(), Cancelled);
        right.Advance(TimeSpan.FromDays(29));

        Assert.Equal((1, 1), await again.Due(new RetentionRules(TimeSpan.FromDays(20), TimeSpan.FromDays(3)), right).DeleteAsync(Cancelled));
    }

    [Fact]
    public async Task Looks_at_the_testbed_outlive_the_mail_that_they_may_excuse_and_the_last_of_them_stays()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync(), time);
        foreach (var number in Enumerable.Range(0, 250))
        {
            await store.Evidence.AppendAsync([new TestbedChecked(null, false, [])], default, Cancelled);
        }

        await store.Evidence.AppendAsync([Message("4Q")], default, Cancelled);
        var due = store.Due(new RetentionRules(TimeSpan.FromDays(20), TimeSpan.FromDays(3)), time);
        time.Advance(TimeSpan.FromDays(21));
        Assert.Equal((0, 1), await due.DeleteAsync(Cancelled));
        time.Advance(TimeSpan.FromDays(366));
        Assert.Equal((0, 249), await due.DeleteAsync(Cancelled));
    }

    [Fact]
    public async Task A_clock_that_is_far_ahead_at_the_start_deletes_nothing_though_mail_comes_before_the_first_look()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var store = await OpenStore.AtAsync(await NewDatabaseAsync(), time);
        await store.Evidence.AppendAsync([Message("4Qold")], default, Cancelled);
        time.Advance(TimeSpan.FromDays(365 * 5));
        using var retention = new Retention(store.Database, store.Due(RetentionRules.Default, time), time, NullLogger<Retention>.Instance);
        await retention.StartAsync(Cancelled);
        await store.Evidence.AppendAsync([Message("4Qnew")], default, Cancelled);

        Assert.Equal((0, 0), await retention.DeleteDueAsync(Cancelled));
        await retention.StopAsync(Cancelled);
        Assert.Equal(2, (await store.Evidence.MessagesAsync(Token, Cancelled)).Count);
    }

    private protected static MessageAccepted Message(string queueId) =>
        new(new ReceiverName('a'), Client(), "mx1.sender.example", new("TLSv1.3", "X"), "x@sender.example", $"{Token}@a.audit.test", Token, queueId, null, 10);

    private static SessionEnded Session(string id, string address = "192.0.2.25", string? hostName = "mx1.sender.example") => new(
        new ReceiverName('b'), new SmtpClient(IPAddress.Parse(address), 40000, hostName), null, null, null, null,
        new CommandSummary(new Dictionary<string, CommandCount> { ["ehlo"] = new(1, 1) }), SessionEnding.Quit, null, id);

    private static PolicyFetched Fetch(string address) => new(new ReceiverName('a'), IPAddress.Parse(address), "ua", "mta-sts.a.audit.test", "TLSv1.3", 200, "1");

    private static SmtpClient Client() => new(IPAddress.Parse("192.0.2.25"), 40000, "mx1.sender.example");

    private static string Json(EvidenceRecord record) => System.Text.Json.JsonSerializer.Serialize(record, EvidenceJson.Default.EvidenceRecord);
}
