using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.ClientNames;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.SelfChecks;

/// <summary>A collector whose began at itself find what the test says, by a clock that the test sets.</summary>
internal sealed class WatchedCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<DateTimeOffset> began;
    private readonly Gate gate;

    public static readonly TimeSpan LongestCheck = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeforeBelieving = TimeSpan.FromSeconds(5);

    private WatchedCollector(WebApplication app, SetTime time, Channel<DateTimeOffset> began, Gate gate) =>
        (this.app, Time, this.began, this.gate) = (app, time, began, gate);

    public SetTime Time { get; }

    public IEvidenceStore Store => app.Services.GetRequiredService<IEvidenceStore>();

    /// <param name="find">What the look of a number finds; the first is number 1.</param>
    public static async Task<WatchedCollector> StartAsync(TemporaryFolder folder, SetTime time, Func<int, TestbedFault[]> find)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var began = Channel.CreateUnbounded<DateTimeOffset>();
        var number = 0;
        var gate = new Gate();
        var app = CollectorApp.Build(
            new CollectorSettings
            {
                Names = new SiteNames(DomainName.Parse("audit.test")),
                Milter = any,
                LogIntake = any,
                Http = any,
                Https = any,
                Certificates = folder.At("certificates"),
                Database = $"Data Source={folder.At("evidence.db")};Pooling=False",
                SelfCheck = Interval,
                Rules = AuditRules.Default,
            },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.Services.AddSingleton<ClientNameCheck>((_, _) => Task.FromResult<ClientNameChecked?>(null));
                builder.Services.AddSingleton<SiteSelfCheck>(async patience =>
                {
                    began.Writer.TryWrite(time.GetUtcNow());
                    await gate.PassAsync().WaitAsync(patience);
                    return [.. find(++number).Select(fault => new SiteFinding(fault.Receiver, fault.Part, SiteState.NotAsDesigned, fault.What, "Broken."))];
                });
            });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, time, began, gate);
    }

    /// <summary>The self-check that comes without time passing.</summary>
    /// <returns>When it began.</returns>
    public async Task<DateTimeOffset> CheckAsync() => await began.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The self-check that comes when it is time.</summary>
    /// <param name="after">How long after the last one, if longer than usual.</param>
    public async Task<DateTimeOffset> NextCheckAsync(TimeSpan? after = null)
    {
        await RestAsync();
        return await DueCheckAsync(after);
    }

    /// <summary>The self-check that comes when it is time, after a rest.</summary>
    public async Task<DateTimeOffset> DueCheckAsync(TimeSpan? after = null)
    {
        await Time.PassAsync(Interval, after);
        return await CheckAsync();
    }

    /// <summary>The self-check that bears out what the one before it found, or does not.</summary>
    public async Task<DateTimeOffset> SecondCheckAsync()
    {
        await Time.PassAsync(BeforeBelieving);
        return await CheckAsync();
    }

    /// <summary>Self-checks that begin from now on do not end before they may.</summary>
    public void HoldChecks() => gate.Close();

    public void ReleaseChecks() => gate.Open();

    /// <summary>Until the last look is noted and another one may come.</summary>
    public Task RestAsync() => Time.PassAsync(ShortestPause);

    public Task<List<EvidenceRecord>> RecordedAsync() => app.Services.GetRequiredService<SelfCheckTimes>()
        .AroundAsync(DateTimeOffset.MinValue.AddYears(1975), DateTimeOffset.MaxValue.AddYears(-1), TestContext.Current.CancellationToken);

    /// <summary>What <c>/ready</c> answers.</summary>
    public async Task<HttpStatusCode> ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new EndPoints(app).Http };
        using var answer = await client.GetAsync(new Uri("ready", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public Task<AuditReport> ReportAsync(AuditToken token) =>
        app.Services.GetRequiredService<AuditReports>().ReportAsync(token, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private sealed class Gate
    {
        private TaskCompletionSource open = Opened();

        public Task PassAsync() => open.Task;

        public void Close() => open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => open.TrySetResult();

        private static TaskCompletionSource Opened()
        {
            var opened = new TaskCompletionSource();
            opened.SetResult();
            return opened;
        }
    }
}
