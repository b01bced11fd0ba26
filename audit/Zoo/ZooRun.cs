using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>A run of the zoo: testbed up, release by release senders up, audited, down; testbed down.</summary>
/// <param name="timeout">How long the senders of a release are watched at most.</param>
/// <param name="keeps">Whether testbed and senders are left running.</param>
/// <param name="directory">Of the testbed's state; null: where it usually is.</param>
internal sealed class ZooRun(
    IReadOnlyList<ZooSender> senders, Suite suite, AuditRules rules, TimeSpan timeout, bool keeps, string? directory, CommandEnvironment environment)
{
    private readonly SenderContainers containers = new(environment.Processes);
    private readonly List<(ZooSender Sender, string Software, AuditReport Report)> audits = [];
    private readonly List<LeftOutSender> leftOut = [];

    /// <exception cref="CommandFault">There is no testbed, and there cannot be one.</exception>
    public async Task<ZooReport> RunAsync(CancellationToken cancellationToken)
    {
        HostPlatforms.DemandLinux(environment.Platform);
        var began = environment.Time.GetUtcNow();
        await environment.Out.WriteLineAsync(ZooCost.InWords(senders, suite, timeout));
        var isThere = await LocalUp.IsThereAsync(suite, environment, cancellationToken);
        try
        {
            if (!isThere)
            {
                await LocalUp.RunAsync(directory, suite, rules, environment, environment.Out, cancellationToken);
            }

            using var api = environment.Api(LocalSite.Api);
            var site = await api.SiteAsync(cancellationToken);
            foreach (var release in senders.GroupBy(sender => sender.Release).OrderBy(release => release.Key))
            {
                await AuditAsync(release.Key, [.. release], site, cancellationToken);
            }
        }
        // Also when it was interrupted.
        catch when (!keeps)
        {
            try
            {
                await TakeDownAsync(isThere);
            }
            catch (CommandFault second)
            {
                // What failed first is what has to be told last: an engine that is not there, say, cannot take down either.
                await environment.Error.WriteLineAsync(Printable.Of($"Cannot take everything down: {second.Message}"));
            }

            throw;
        }

        if (!keeps)
        {
            await TakeDownAsync(isThere);
        }

        return ZooReport.Of(began, suite, audits, leftOut);
    }

    /// <param name="leavesTestbed">Whether it was up before.</param>
    private async Task TakeDownAsync(bool leavesTestbed)
    {
        await containers.RemoveAsync([.. ZooSenders.WithRelays(senders).Select(sender => sender.Id)], CancellationToken.None);
        if (!leavesTestbed)
        {
            await LocalDownVerb.DownAsync(withEvidence: true, folder: null, environment, CancellationToken.None);
        }
    }

    private async Task AuditAsync(DebianRelease release, IReadOnlyList<ZooSender> chosen, SiteDescription site, CancellationToken cancellationToken)
    {
        var steps = Consoles.StepsFor(environment.Out, environment);
        var failed = await new SendersUp(TestbedSources.Find(environment.Directory), LocalVerbs.FolderOf(directory, environment), environment, steps)
            .RunAsync(chosen, anew: true, cancellationToken);
        leftOut.AddRange(failed.Select(sender => new LeftOutSender(sender.Key.Name, DebianReleaseName.Of(release), sender.Value)));
        List<ZooSender> up = [.. chosen.Where(sender => !failed.ContainsKey(sender))];
        if (up.Count == 0)
        {
            return;
        }

        foreach (var wave in up.GroupBy(sender => sender.IsAuditedAlone).OrderBy(wave => wave.Key))
        {
            await AuditAsync(release, [.. wave], site, steps, cancellationToken);
        }

        if (!keeps)
        {
            // Those of the next release want the memory.
            await containers.RemoveAsync([.. ZooSenders.WithRelays(chosen).Select(sender => sender.Id)], cancellationToken);
        }
    }

    private async Task AuditAsync(DebianRelease release, IReadOnlyList<ZooSender> wave, SiteDescription site, ISteps steps, CancellationToken cancellationToken) =>
        await steps.StepAsync($"Auditing {wave.Count} {(wave.Count == 1 ? "sender" : "senders")} of {DebianReleaseName.Of(release)}", async step =>
        {
            foreach (var (sender, report, fault) in await new SenderAudits(site, suite, timeout, environment).RunAsync(wave, step, cancellationToken))
            {
                if (report is null)
                {
                    leftOut.Add(new(sender.Name, DebianReleaseName.Of(release), fault!));
                }
                else
                {
                    audits.Add((sender, await containers.SoftwareOfAsync(sender, cancellationToken), report));
                }
            }
        });
}
