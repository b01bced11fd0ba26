using System.Diagnostics;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Bench.Footprint;

/// <summary>What one more scenario costs: suites of different sizes, each stood up on this machine in turn.</summary>
internal static class ScenarioBench
{
    private const double GoalMiB = 350;

    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Results results)
    {
        var study = await MeasureAsync(Suite.Study);
        foreach (var suite in new[] { Suite.Standard, Suite.Complete })
        {
            var all = await MeasureAsync(suite);
            var more = all.Scenarios - study.Scenarios;
            var what = $"suite {suite.Name}, {all.Scenarios} scenarios";
            results.Add(new($"{what}, memory", $"{all.MiB:0} MiB idle", $"the study's {study.Scenarios}: {study.MiB:0} MiB; {(all.MiB - study.MiB) / more:0.00} MiB a scenario more", all.MiB / study.MiB, Goal.Under(GoalMiB, "MiB idle", all.MiB)));
            results.Add(new($"{what}, stand-up", $"{all.Seconds:0.0} s", $"the study's: {study.Seconds:0.0} s; {(all.Seconds - study.Seconds) / more:0.00} s a scenario more", all.Seconds / study.Seconds, Goal.Under(15, "s", all.Seconds)));
            results.Add(new($"{what}, containers", $"{all.Containers}", $"the study's: {study.Containers}", (double)all.Containers / study.Containers));
            results.Add(new($"{what}, certificates", $"{all.Certificates}", $"the study's: {study.Certificates}; {(double)(all.Certificates - study.Certificates) / more:0.00} a scenario more", (double)all.Certificates / study.Certificates));
            results.Add(new($"{what}, DNS records", $"{all.Records}", $"the study's: {study.Records}; {(double)(all.Records - study.Records) / more:0.00} a scenario more", (double)all.Records / study.Records));
            results.Add($"{suite.Name}_idle_mib", all.MiB);
        }

        await Engine.UpAsync();
    }

    // From nothing but the images, and from what their build left in the caches: all suites alike.
    private static async Task<Cost> MeasureAsync(Suite suite)
    {
        await Engine.DownAsync(withVolumes: true);
        var began = Stopwatch.GetTimestamp();
        await Engine.UpAsync(suite);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        // The first self-check is over, and what started has come to rest.
        await Task.Delay(UntilIdle);
        var memory = await MemoryBench.MeasureAsync();
        var site = LocalSite.Default;
        var receivers = suite.Receivers.ToList();
        var records = SiteRecords.For(site.Names, receivers, new(receiver => [LocalSite.Published(receiver)], [LocalSite.Collector.V4, LocalSite.Collector.V6]));
        return new(suite.Scenarios.Count, MemoryBench.WithoutNameServer(memory), seconds, memory.Count, CertificatePlan.For(site.Names, receivers).Count, records.Count);
    }

    private sealed record Cost(int Scenarios, double MiB, double Seconds, int Containers, int Certificates, int Records);
}
