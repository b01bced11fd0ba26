using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Tests.Operation;

/// <summary>A collector as a process of its own, as in its container.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    /// <summary>Far longer than it takes: a collector that starts after all is a fault, and is ended.</summary>
    private static readonly TimeSpan ToFail = TimeSpan.FromSeconds(30);

    private const int MostTries = 4;

    private readonly Process process;

    private CollectorProcess(Process process) => this.process = process;

    /// <summary>Its store is <c>evidence.db</c> in the folder.</summary>
    /// <returns>When it takes requests.</returns>
    public static async Task<CollectorProcess> StartAsync(TemporaryFolder folder)
    {
        // A port that was free a moment ago may be another test's by now: then with others.
        for (var tries = 1; tries < MostTries; tries++)
        {
            try
            {
                return await StartOnceAsync(folder);
            }
            catch (InvalidOperationException fault) when (fault.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
            }
        }

        return await StartOnceAsync(folder);
    }

    private static async Task<CollectorProcess> StartOnceAsync(TemporaryFolder folder)
    {
        var process = await RunAsync(folder, SettingsIn(folder));
        var collector = new CollectorProcess(process);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                return collector;
            }
        }

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await collector.DisposeAsync();
        throw new InvalidOperationException($"The collector did not start: {errors}");
    }

    /// <summary>With settings that it cannot start with: ends by itself.</summary>
    public static async Task<(int ExitCode, string Errors)> FailAsync(TemporaryFolder folder, Func<CollectorSettings, CollectorSettings> but)
    {
        for (var tries = 1; ; tries++)
        {
            var free = SettingsIn(folder);
            var (exitCode, errors) = await FailOnceAsync(folder, but(free));
            var wasTaken = new[] { free.Milter, free.LogIntake, free.Http, free.Https }.Any(port => errors.Contains($"{port}: Address already in use", StringComparison.Ordinal));
            if (!wasTaken || tries == MostTries)
            {
                return (exitCode, errors);
            }
        }
    }

    private static async Task<(int ExitCode, string Errors)> FailOnceAsync(TemporaryFolder folder, CollectorSettings settings)
    {
        var process = await RunAsync(folder, settings);
        await using var collector = new CollectorProcess(process);
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(ToFail, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static CollectorSettings SettingsIn(TemporaryFolder folder) => new()
    {
        Names = RunningCollector.Names,
        Milter = FreeEndPoint(),
        LogIntake = FreeEndPoint(),
        Http = FreeEndPoint(),
        Https = FreeEndPoint(),
        Certificates = folder.At("certificates"),
        Database = $"Data Source={folder.At("evidence.db")}",
        SelfCheck = TimeSpan.Zero,
    };

    private static async Task<Process> RunAsync(TemporaryFolder folder, CollectorSettings settings)
    {
        await File.WriteAllTextAsync(folder.At("collector.json"), settings.ToJson(), TestContext.Current.CancellationToken);
        return Process.Start(new ProcessStartInfo("chrt", ["--batch", "0", "dotnet", Path.Combine(AppContext.BaseDirectory, "MtaStsAudit.Collector.dll"), folder.At("collector.json")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As its image sets it.
            Environment = { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1", ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1" },
        })!;
    }

    private static IPEndPoint FreeEndPoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
