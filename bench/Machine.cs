using System.Globalization;

namespace MtaStsAudit.Bench;

/// <summary>Says where the figures come from.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync()
    {
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo")).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        var memory = (await File.ReadAllLinesAsync("/proc/meminfo"))[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var system = (await File.ReadAllLinesAsync("/etc/os-release")).First(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)).Split('"')[1];
        return string.Create(CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}: {Environment.ProcessorCount} cores ({processor}), {Engine.Number(memory) / (1 << 20):0} GiB of memory, {system}, .NET {Environment.Version}; load and testbed on the same machine.");
    }
}
