using System.Globalization;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>What a run takes, told before it begins. Measured on a machine with two cores (docs/zoo.md).</summary>
internal static class ZooCost
{
    private const int TestbedMebibytes = 900;
    private const int SenderMebibytes = 150;
    private static readonly TimeSpan Build = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Testbed = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30);

    /// <param name="watch">How long the senders of a release are watched at most.</param>
    public static string InWords(IReadOnlyList<ZooSender> senders, Suite suite, TimeSpan watch)
    {
        var all = ZooSenders.WithRelays(senders);
        var releases = all.GroupBy(sender => sender.Release).ToList();
        var memory = TestbedMebibytes + SenderMebibytes * releases.Max(release => release.Count());
        var waves = senders.Select(sender => (sender.Release, sender.IsAuditedAlone)).Distinct().Count();
        var run = waves * watch + releases.Count * Start;
        var first = Testbed + Build * all.Select(SenderImage.Of).Distinct().Count();
        return string.Create(CultureInfo.InvariantCulture,
            $"{senders.Count} {(senders.Count == 1 ? "sender" : "senders")} of {string.Join(", ", releases.Select(release => DebianReleaseName.Of(release.Key)))} at the {suite.Scenarios.Count} scenarios of suite {suite.Name}. It takes up to {Math.Ceiling(run.TotalMinutes):0} minutes, the first time {Math.Ceiling(first.TotalMinutes):0} more to build, {memory / 1024.0:0.0} GiB of memory and {1 + 0.8 * releases.Count:0.0} GiB of disk.");
    }
}
