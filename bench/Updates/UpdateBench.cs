using System.Diagnostics;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Stack.Images;

namespace MtaStsAudit.Bench.Updates;

/// <summary>What the collector's program costs an update of a stack: the time to publish it, and the octets of the state.</summary>
internal static class UpdateBench
{
    private const double Megabyte = 1_000_000;

    public static async Task RunAsync(Results results)
    {
        // What the compiler keeps is there already, as it is in a checkout that has deployed before.
        await TimedAsync();
        Directory.Delete(Path.Combine(ProgramFolder.Of(Engine.Root), "obj", "collector"), recursive: true);
        var (archive, published) = await TimedAsync();
        var (_, found) = await TimedAsync();
        results.Add(new("update, sources unchanged, the collector is there after", $"{found:0.00} s", $"published anew, as each update did: {published:0.00} s", found / published, Goal.Under(1, "s", found)));
        results.Add("update_collector_s", found);

        // An input stands in the state twice, since outputs repeat it. What is secret is encrypted and then written in base64.
        var line = archive.Line.Content.Length * 2 * 4 / 3;
        var (here, before) = (
            2 * (archive.Path.Length + archive.RemotePath.Length + archive.Sha256.Length) + line,
            2 * 4 / 3.0 * (new FileInfo(Path.GetFullPath(archive.Path, ProgramFolder.Of(Engine.Root))).Length * 4 / 3.0));
        results.Add(new("update, the collector in the state", $"{here} octets", $"in a command's input, as it was: {before / Megabyte:0.0} MB", here / before, Goal.Under(1, "MB", here / Megabyte)));
        results.Add("update_state_octets", here);
    }

    private static async Task<(UploadedArchive Archive, double Seconds)> TimedAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var archive = await PublishedCollector.ArchiveAsync(Engine.Root, CancellationToken.None);
        return (archive, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
}
