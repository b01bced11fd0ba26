using System.Globalization;
using MtaStsAudit.Deployment.Placement;

namespace MtaStsAudit.Deployment.Hosts;

/// <summary>What a host is told before anything is deployed to it, and what it tells.</summary>
public static class HostFacts
{
    /// <summary>What the script reads that readies a host: the host's addresses that it must have, whether the collector runs there, and how it is all taken away again.</summary>
    /// <param name="removal">The script that takes it away.</param>
    public static string Ask(PlacedHost host, string removal) => string.Concat(
        [.. host.RunsCollector ? new[] { "collector yes\n" } : [], .. host.Receivers.Select(placed => $"address {placed.Own!.Local}\n"), "--\n", removal]);

    /// <summary>The memory in MiB, which is the last line of what it says; null when it is none.</summary>
    public static int? MemoryMiB(string said) =>
        int.TryParse(said.TrimEnd().Split('\n')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var memory) && memory > 0 ? memory : null;
}
