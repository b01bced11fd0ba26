using System.Net.ServerSentEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Live;

public sealed class AuditFeedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evidence_is_pushed_as_soon_as_it_is_committed()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = AuditToken.New();
        await using var events = await OpenAsync(stage, audit);
        await events.UntilAsync("waiting");

        await new RigSender(stage.Store, audit).DeliverAsync("b");

        var state = await events.UntilAsync("met in the prime round");
        Assert.Contains(state.EventId!, await stage.PageAsync($"/audits/{audit}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_while_the_state_is_computed_is_told_after_it()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = AuditToken.New();
        await new RigSender(stage.Store, audit).DeliverAsync("abcdef");
        time.Advance(AuditRules.Default.Settle - TimeSpan.FromMilliseconds(500));
        // Each time that it is asked for, it is a second later.
        time.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

        var state = await stage.Services.GetRequiredService<LiveStates>().StateAsync(audit, Token);

        Assert.Equal(AuditPhase.Settling, state.Report.Phase);
        Assert.Equal(state.Report.ProbeFrom, state.NextChange);
        Assert.True(state.NextChange < time.GetUtcNow());
    }

    [Fact]
    public async Task A_page_that_is_open_hears_that_its_audit_is_deleted()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        await new RigSender(stage.Store, audit.Token).DeliverAsync("b");
        await using var events = await OpenAsync(stage, audit.Token);
        await events.UntilAsync("met in the prime round");

        using var deleted = await stage.PostAsync($"{audit.Path}/delete", new Dictionary<string, string> { ["sure"] = "yes" }, audit.Cookie);

        Assert.DoesNotContain("met in the prime round", (await events.NextStateAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_page_shows_already_is_not_sent_again()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = AuditToken.New();
        string shown;
        await using (var first = await OpenAsync(stage, audit))
        {
            shown = (await first.UntilAsync("waiting")).EventId!;
        }

        await using var second = await OpenAsync(stage, audit, shown);
        await new RigSender(stage.Store, audit).DeliverAsync("b");

        Assert.Contains("met in the prime round", (await second.NextStateAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_alone_brings_the_probe_round_and_the_end_of_waiting()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = AuditToken.New();
        // Where no fetch of the policies is seen, a settling time runs.
        await new RigSender(stage.Store, audit).DeliverAsync("abcdef");
        await using var events = await OpenAsync(stage, audit);
        await events.UntilAsync("Wait; do not mail yet.");

        await events.UntilAsync("Mail every address once more.", time, TimeSpan.FromSeconds(10));
        await events.UntilAsync("Inconclusive", time, AuditRules.Default.RetryWindow / 10);
    }

    [Fact]
    public async Task Two_thousand_watchers_share_one_computation_a_change()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = AuditToken.New();
        var feed = stage.Services.GetRequiredService<AuditFeed>();
        await using var own = feed.Join(audit)!;
        await own.Watcher.States.ReadAsync(Token);
        var watchers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => OpenAsync(stage, audit)));
        await Task.WhenAll(watchers.Select(watcher => watcher.UntilAsync("waiting")));
        var before = own.Watch.Computations;

        await new RigSender(stage.Store, audit).DeliverAsync("b");
        await Task.WhenAll(watchers.Select(watcher => watcher.UntilAsync("met in the prime round")));

        // Two commits: the message, and its session's end.
        Assert.InRange(own.Watch.Computations - before, 1, 2);
        await Task.WhenAll(watchers.Select(watcher => watcher.DisposeAsync().AsTask()));
    }

    [Fact]
    public void A_slow_watcher_skips_to_the_newest_state()
    {
        var watcher = new Watcher();
        foreach (var version in new[] { "1", "2", "3" })
        {
            watcher.Offer(new LiveState(null!, "", version, null));
        }

        Assert.True(watcher.States.TryRead(out var state));
        Assert.Equal("3", state.Version);
        Assert.False(watcher.States.TryRead(out _));
    }

    [Fact]
    public async Task What_another_collector_commits_to_the_same_store_is_pushed_as_well()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("web-tests-").FullName, "shared.db");
        var database = $"Data Source={file};Pooling=False";
        await using var here = await WebStage.StartAsync(database: database);
        await using var there = await WebStage.StartAsync(database: database);
        var audit = AuditToken.New();
        await using var events = await OpenAsync(here, audit);
        await events.UntilAsync("waiting");

        await new RigSender(there.Store, audit).DeliverAsync("b");

        await events.UntilAsync("met in the prime round");
    }

    [Fact]
    public async Task Nobody_is_computed_for_when_the_last_watcher_has_gone()
    {
        await using var stage = await WebStage.StartAsync();
        var feed = stage.Services.GetRequiredService<AuditFeed>();
        var audit = AuditToken.New();
        var subscription = feed.Join(audit)!;
        await subscription.Watcher.States.ReadAsync(Token);
        Assert.True(feed.IsWatched);
        await subscription.DisposeAsync();

        Assert.False(feed.IsWatched);
    }

    private static async Task<EventStream> OpenAsync(WebStage stage, AuditToken audit, string? seen = null)
    {
        var response = await stage.Client.GetAsync($"/audits/{audit}/events?seen={seen}", HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(Token));
    }

    /// <summary>An open page, as its browser hears it.</summary>
    private sealed class EventStream(HttpResponseMessage response, Stream stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> items = SseParser.Create(stream).EnumerateAsync(Token).GetAsyncEnumerator(Token);

        public async Task<SseItem<string>> NextStateAsync()
        {
            while (await items.MoveNextAsync())
            {
                if (items.Current.EventType == "state")
                {
                    return items.Current;
                }
            }

            throw new EndOfStreamException("The stream ended without a state.");
        }

        /// <summary>The first state with some words in it.</summary>
        public async Task<SseItem<string>> UntilAsync(string words)
        {
            while (true)
            {
                var state = await NextStateAsync();
                if (state.Data.Contains(words, StringComparison.Ordinal))
                {
                    return state;
                }
            }
        }

        /// <summary>The same while the clock of the test runs, step by step.</summary>
        public async Task UntilAsync(string words, FakeTimeProvider time, TimeSpan step)
        {
            var state = UntilAsync(words);
            while (!state.IsCompleted)
            {
                time.Advance(step);
                await Task.WhenAny(state, Task.Delay(20, Token));
            }

            await state;
        }

        public async ValueTask DisposeAsync()
        {
            response.Dispose();
            await stream.DisposeAsync();
        }
    }
}
