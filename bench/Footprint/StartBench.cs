using System.Diagnostics;
using MtaStsAudit.Bench.Figures;

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

        results.Add(new("collector, start to ready", $"{starts.Median():0.00} s", $"slowest of {Starts}: {starts.Max():0.00} s", null, "under 1 s"));
        results.Add("collector_start_s", starts.Median());

        await Engine.DownAsync(withVolumes: false);
        var began = Stopwatch.GetTimestamp();
        await Engine.UpAsync();
        var up = Stopwatch.GetElapsedTime(began).TotalSeconds;
        results.Add(new("audit local up, images built, to all healthy", $"{up:0.0} s", "", null, "under 15 s"));
        results.Add("standup_s", up);
    }
}
