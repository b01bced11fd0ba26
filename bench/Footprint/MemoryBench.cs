using System.Globalization;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Bench.Intake;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Bench.Footprint;

/// <summary>The memory of the testbed's containers, as <c>docker stats</c> counts it: without file pages that can go any time.</summary>
internal static class MemoryBench
{
    private const double GoalMiB = 350;

    public static async Task RunAsync(Results results)
    {
        var idle = await MeasureAsync();
        var load = SmtpSource.RunAsync(Rivals.Receiver(AuditToken.New()), new(4000, 50, 1, 1024));
        var peak = idle.ToDictionary();
        while (!load.IsCompleted)
        {
            foreach (var (name, size) in await MeasureAsync())
            {
                peak[name] = Math.Max(peak[name], size);
            }
        }

        await load;
        results.Add(new("memory, all but the name server", $"{WithoutNameServer(idle):0} MiB idle", $"under the intake load: {WithoutNameServer(peak):0} MiB", WithoutNameServer(idle) / GoalMiB, Goal.Under(GoalMiB, "MiB idle", WithoutNameServer(idle))));
        results.Add(new("memory, the collector", $"{idle["collector"]:0} MiB idle", $"under load: {peak["collector"]:0} MiB", null));
        results.Add(new("memory, a receiver", $"{idle["receiver-b"]:0} MiB idle (b)", $"a, under load: {peak["receiver-a"]:0} MiB", null));
        results.Add("idle_mib", WithoutNameServer(idle));
    }

    // The name server is the local testbed's alone.
    public static double WithoutNameServer(Dictionary<string, double> sizes) => sizes.Where(one => one.Key != "dns").Sum(one => one.Value);

    /// <returns>MiB by service.</returns>
    public static async Task<Dictionary<string, double>> MeasureAsync()
    {
        var containers = await Engine.ContainersAsync();
        var lines = (await Engine.DockerAsync(["stats", "--no-stream", "--no-trunc", "--format", "{{.ID}} {{.MemUsage}}", .. containers.Select(one => one.Id)])).Split('\n');
        var sizes = lines.ToDictionary(line => line.Split(' ')[0], line => MiB(line.Split(' ')[1]));
        return containers.ToDictionary(one => one.Service, one => sizes[one.Id]);
    }

    private static double MiB(string size) => size switch
    {
        [.. var number, 'K', 'i', 'B'] => Number(number) / 1024,
        [.. var number, 'M', 'i', 'B'] => Number(number),
        [.. var number, 'G', 'i', 'B'] => Number(number) * 1024,
        _ => throw new FormatException($"'{size}' is no size that docker stats prints."),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
