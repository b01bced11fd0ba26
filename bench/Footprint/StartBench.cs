using System.Diagnostics;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Bench.Footprint;

/// <summary>How long the collector and the whole testbed take to be there.</summary>
internal static class StartBench
{
    private const int Starts = 7;

    public static async Task RunAsync(Results results)
    {
        var starts = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await using var collector = await CollectorProcess.StartAsync(await CollectorProcess.NewStoreAsync());
            starts.Add(collector.StartedWithin.TotalSeconds);
        }

        var runtime = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            runtime.Add(await CollectorProcess.RunWithoutSettingsAsync());
        }

        results.Add(new("collector, start to ready", $"{starts.Median():0.00} s", $"the same program, started without settings, to its end: {runtime.Median():0.00} s", starts.Median() / runtime.Median(), Goal.Under(1, "s", starts.Median())));
        results.Add(new("collector, the slowest start", $"{starts.Max():0.00} s", $"of {Starts}", null));
        results.Add("collector_start_s", starts.Median());

        await Engine.DownAsync(withVolumes: false);
        var began = Stopwatch.GetTimestamp();
        await Engine.UpAsync();
        var up = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var bare = await StartBareAsync();
        results.Add(new("audit local up, images built, to all healthy", $"{up:0.0} s", $"as many containers that only sleep, started by the engine: {bare:0.0} s", up / bare, Goal.Under(15, "s", up)));
        results.Add("standup_s", up);
    }

    // What the engine takes on this machine, whoever asks it.
    private static async Task<double> StartBareAsync()
    {
        var names = Enumerable.Range(1, LocalTestbed.ServicesOf(Suite.Complete).Count).Select(number => $"mta-sts-audit-bench-bare-{number}").ToList();
        var began = Stopwatch.GetTimestamp();
        try
        {
            await Task.WhenAll(names.Select(name => Engine.DockerAsync("run", "-d", "--name", name, "--network", Engine.Network, "--entrypoint", "sleep", Engine.ReceiverImage, "600")));
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            await Task.WhenAll(names.Select(Engine.RemoveAsync));
        }
    }
}
