using System.Text.Json;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Rig;

/// <summary>The testbed on this machine with the demo's two senders, brought up by the command line as a user would.</summary>
public sealed class LocalRig : IAsyncLifetime
{
    // That of results.tsv.
    private const string Release = "bookworm";

    private static readonly string[] DemoSenders = ["postfix-sts", "postfix-plain"];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestLogDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(3);

    private readonly HttpClient http = new() { BaseAddress = LocalSite.Api };
    private readonly ProcessRunner processes = new();

    public static SiteNames Names => LocalSite.Default.Names;

    internal static string Root { get; } = RepositoryRoot.Find(AppContext.BaseDirectory);

    internal static string StateFolder { get; } = Path.Combine(Root, "artifacts", "end-to-end");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (code, output) = await AuditAsync("local", "up", "--directory", StateFolder, "--settle", $"{SettlingTime.TotalSeconds}", "--retry-window", "300");
        Assert.True(code == 0, output);
        await SendersUpAsync("--senders", string.Join(',', DemoSenders));
    }

    /// <summary>Builds and starts the senders beyond the demo's, of the same release.</summary>
    public static Task StartMoreSendersAsync() => SendersUpAsync();

    public static Task StopMoreSendersAsync() => SendersDownAsync("--senders", string.Join(',', ZooSenders.Names.Except(DemoSenders)));

    /// <summary>The sender forgets the policies that it has fetched for earlier audits.</summary>
    public static async Task RestartAsync(string sender)
    {
        await SendersDownAsync("--senders", sender);
        await SendersUpAsync("--senders", sender);
    }

    public async ValueTask DisposeAsync()
    {
        await SendersDownAsync();
        await AuditAsync("local", "down", "--volumes");
        http.Dispose();
    }

    /// <summary>Runs the command line in this process.</summary>
    /// <returns>Its exit code, and all that it printed on standard output; on failure also what it said on standard error.</returns>
    internal static async Task<(int Code, string Output)> AuditAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, CommandEnvironment.Real() with { Out = output, Error = error, IsTerminal = false, Directory = Root }, CancellationToken.None);
        return (code, code is 0 or 1 ? output.ToString() : output.ToString() + error);
    }

    public async Task<AuditReport> ReportAsync(AuditToken token)
    {
        await using var json = await http.GetStreamAsync(new Uri($"audits/{token}.json", UriKind.Relative), Cancelled);
        return (await JsonSerializer.DeserializeAsync(json, AuditReportJson.Default.AuditReport, Cancelled))!;
    }

    /// <summary>Asks until the report is as expected; evidence from the log may come a moment after the session.</summary>
    public Task<AuditReport> ReportAsync(AuditToken token, Func<AuditReport, bool> isAsExpected) => ReportAsync(token, isAsExpected, LongestWait);

    /// <summary>The same for a test that says itself what is wrong with the last report, when it has not become as expected.</summary>
    public async Task<AuditReport> SettledReportAsync(AuditToken token, Func<AuditReport, bool> isAsExpected)
    {
        try
        {
            return await ReportAsync(token, isAsExpected, LongestLogDelay);
        }
        catch (OperationCanceledException) when (!Cancelled.IsCancellationRequested)
        {
            return await ReportAsync(token);
        }
    }

    private async Task<AuditReport> ReportAsync(AuditToken token, Func<AuditReport, bool> isAsExpected, TimeSpan longest)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var report = await ReportAsync(token);
        while (!isAsExpected(report))
        {
            await timer.WaitForNextTickAsync(patience.Token);
            report = await ReportAsync(token);
        }

        return report;
    }

    /// <summary>Kills a service's first process as a crash would; the engine starts it again by itself.</summary>
    public async Task KillAsync(string service)
    {
        var process = await RunAsync("docker", ["inspect", "--format", "{{.State.Pid}}", await ContainerAsync(service)]);
        await RunAsync("kill", ["-KILL", process.Trim()]);
    }

    /// <summary>Waits until all of the testbed is healthy again, which nobody helps it with.</summary>
    public static async Task AwaitHealthAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(LongestWait);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while ((await AuditAsync("local", "status")).Code != 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>
    /// Waits until the testbed has checked itself since the collector's last start, and a settling time has passed: a policy host that
    /// another test stopped misleads nobody any more.
    /// </summary>
    public async Task AwaitSelfCheckAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(LongestWait);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!(await ReadyAsync(patience.Token)).TryGetProperty("checkedAt", out _))
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }

        await Task.Delay(SettlingTime + TimeSpan.FromSeconds(1), patience.Token);
    }

    private async Task<JsonElement> ReadyAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri("ready", UriKind.Relative), cancellationToken);
        await using var json = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return (await JsonSerializer.DeserializeAsync<JsonElement>(json, cancellationToken: cancellationToken)).GetProperty("selfCheck");
    }

    /// <summary>Has the name server serve a zone as given.</summary>
    public async Task ServeZoneAsync(string file, string text)
    {
        await File.WriteAllTextAsync(file, text, Cancelled);
        await RunAsync("docker", ["exec", await ContainerAsync("dns"), "knotc", "-b", "zone-reload", Path.GetFileNameWithoutExtension(file)]);
    }

    /// <summary>A line of an operator's shell, in the project's folder.</summary>
    public static Task<string> ShellAsync(string line) => new ProcessRunner().RunOrFailAsync(new("bash", ["-c", line], Root), Cancelled);

    /// <summary>The id of the container that a service runs in now.</summary>
    public static Task<string> ContainerAsync(string service) => new ContainerEngine(new ProcessRunner()).IdOfAsync(service, Cancelled);

    public static string AddressOf(char letter) => LocalSite.Receiver(new ReceiverName(letter)).V4.ToString();

    public static string MailboxAt(char letter, AuditToken token) => Names.Address(token, new ReceiverName(letter));

    private static async Task SendersUpAsync(params string[] arguments)
    {
        var (code, output) = await AuditAsync(["zoo", "up", "--directory", StateFolder, "--releases", Release, .. arguments]);
        Assert.True(code == 0, output);
    }

    private static async Task SendersDownAsync(params string[] arguments)
    {
        var (code, output) = await AuditAsync(["zoo", "down", "--releases", Release, .. arguments]);
        Assert.True(code == 0, output);
    }

    private Task<string> RunAsync(string program, IReadOnlyList<string> arguments) => processes.RunOrFailAsync(new(program, arguments), Cancelled);
}

/// <summary>All tests of the rig share one, one after the other.</summary>
[CollectionDefinition(nameof(LocalRig), DisableParallelization = true)]
public sealed class LocalRigTests : ICollectionFixture<LocalRig>;
