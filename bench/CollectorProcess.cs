using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Bench.Reads;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Bench;

/// <summary>The collector as its image has it, as a process of this machine.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(5);

    private readonly Process process;
    private readonly string store;

    private CollectorProcess(Process process, string store, Uri address, IPEndPoint milter, TimeSpan startedWithin) =>
        (this.process, this.store, Address, Milter, StartedWithin) = (process, store, address, milter, startedWithin);

    private static string Folder { get; } = Path.Combine(Engine.State, "collector-app");

    private static string Program { get; } = Path.Combine(Folder, "MtaStsAudit.Collector.dll");

    public Uri Address { get; }

    public IPEndPoint Milter { get; }

    /// <summary>From the process's start to the first answer that it is ready.</summary>
    public TimeSpan StartedWithin { get; }

    public static Task<string> NewStoreAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mta-sts-audit-bench-").FullName;
        return Task.FromResult(Path.Combine(folder, "evidence.db"));
    }

    /// <summary>Compiles it as for its image, which may have been built from another checkout.</summary>
    public static Task PublishAsync() => Engine.RunAsync("dotnet",
        ["publish", Path.Combine(Engine.Root, "receiver", "collector"), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-o", Folder, "--nologo", "-v", "quiet"]);

    public static async Task<CollectorProcess> StartAsync(string store)
    {
        var settings = new CollectorSettings
        {
            Names = new SiteNames(DomainName.Parse("audit.test")),
            Milter = Free(),
            LogIntake = Free(),
            Http = Free(),
            Https = Free(),
            Certificates = Path.Combine(Engine.State, "certificates"),
            Database = $"Data Source={store}",
            // The certificates are those of all scenarios, expired ones among them.
            Suite = Suite.Complete,
            SelfCheck = TimeSpan.Zero,
            AdminSecretSha256 = Deletions.SecretSha256,
        };
        var file = store + ".settings.json";
        await File.WriteAllTextAsync(file, settings.ToJson());
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("chrt", ["--batch", "0", "dotnet", Program, file])
        {
            RedirectStandardOutput = true,
            // As its image sets it.
            Environment = { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1", ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1" },
        })!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var address = new Uri($"http://{settings.Http}/");
        using var http = new HttpClient { BaseAddress = address };
        while (!await IsUpAsync(http))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The collector ended with {process.ExitCode}.");
            }

            await Task.Delay(BetweenAttempts);
        }

        return new(process, store, address, settings.Milter, Stopwatch.GetElapsedTime(began));
    }

    /// <returns>Seconds until it has said that it has none.</returns>
    public static async Task<double> RunWithoutSettingsAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "none"]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Ends it; its store stays.</summary>
    public async Task StopAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Ends it, and deletes its store.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Path.GetDirectoryName(store)!, recursive: true);
    }

    private static async Task<bool> IsUpAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static IPEndPoint Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
