using System.Runtime.InteropServices;
using MtaStsAudit.Audit.Certificates;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Images;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Local;

/// <summary>Brings the testbed up on this machine. Doing so twice changes only what is different.</summary>
internal sealed class LocalTestbed(TestbedSources sources, StateFolder folder, IProcessRunner processes, TimeProvider time, ISteps steps)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);
    // A testbed on one machine is taken apart and put together again while somebody watches.
    private static readonly TimeSpan BetweenSelfChecks = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    // Containers run on this machine's processor.
    private static string ContainerRuntime => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private readonly ContainerEngine engine = new(processes);

    /// <summary>The service of the receivers beyond the study's.</summary>
    public static string SharedReceiversService { get; } = $"receiver-{SharedReceivers.Name}";

    /// <summary>The service that stands before receivers with a fault of the channel.</summary>
    public const string FrontService = "front";

    /// <summary>The services of a testbed with a suite's scenarios.</summary>
    public static IReadOnlyList<string> ServicesOf(Suite suite) =>
    [
        "collector", "dns", .. suite.Receivers.Select(receiver => receiver.Name.IsOfStudy ? receiver.Name.Value : SharedReceivers.Name).Distinct().Select(name => $"receiver-{name}"),
        .. suite.Receivers.Any(receiver => receiver.Channel is not null) ? [FrontService] : Array.Empty<string>(),
    ];

    public async Task UpAsync(Suite suite, AuditRules rules, CancellationToken cancellationToken)
    {
        await steps.StepAsync("Looking for what is needed", step => PrerequisitesAsync(step, cancellationToken));
        await steps.StepAsync("Writing certificates and settings", _ => Task.Run(() => WriteBundle(suite, rules), cancellationToken));
        await BuildImagesAsync(cancellationToken);
        await steps.StepAsync("Starting the containers", step => engine.UpAsync(folder.Path, step.Detail, cancellationToken));
        await steps.StepAsync("Waiting until all are healthy", step => WaitUntilHealthyAsync(suite, step, cancellationToken));
    }

    private async Task PrerequisitesAsync(IStep step, CancellationToken cancellationToken)
    {
        await RunScriptAsync("prerequisites.sh", ["docker=docker.io"], step, cancellationToken);
        if (!await engine.HasComposePluginAsync(cancellationToken))
        {
            await RunScriptAsync("prerequisites.sh", ["docker-compose=docker-compose"], step, cancellationToken);
        }
    }

    private void WriteBundle(Suite suite, AuditRules rules)
    {
        folder.Create();
        var site = LocalSite.Default;
        var certificates = new LocalCertificates(folder, time).For(site.Names, [.. suite.Receivers]);
        folder.Write(LocalBundle.Render(site, new CollectorSettings { Names = site.Names, Suite = suite, Rules = rules, SelfCheck = BetweenSelfChecks, TrustedRoots = LocalBundle.TrustedRoots }, certificates));
    }

    private async Task BuildImagesAsync(CancellationToken cancellationToken)
    {
        List<(ImageSource Source, string Digest)> due = [];
        foreach (var source in ImageSource.All)
        {
            var digest = source.Digest(sources);
            if (await engine.SourcesOfAsync(source.Image, cancellationToken) != digest)
            {
                due.Add((source, digest));
            }
        }

        if (due.Count == 0)
        {
            return;
        }

        await steps.StepAsync("Getting the base images", step => RunScriptAsync("base-images.sh", [], step, cancellationToken));
        foreach (var (source, digest) in due)
        {
            await steps.StepAsync($"Building {source.Image}", step => BuildAsync(source, digest, step, cancellationToken));
        }
    }

    private async Task BuildAsync(ImageSource source, string digest, IStep step, CancellationToken cancellationToken)
    {
        var context = folder.At($"images/{source.Folder}");
        source.Stage(sources, context);
        if (source.Project is { } project && sources.Published is null)
        {
            await processes.RunOrFailAsync(
                new("dotnet", PublishedProgram.Arguments(project, ContainerRuntime, Path.Combine(context, PublishedProgram.Folder)), sources.Root, step.Detail),
                cancellationToken);
        }

        await engine.BuildAsync(source.Image, context, digest, step.Detail, cancellationToken);
    }

    private async Task WaitUntilHealthyAsync(Suite suite, IStep step, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var containers = await engine.AwaitAsync(await engine.ContainersAsync(cancellationToken), cancellationToken);
            var open = ServicesOf(suite).Except(containers.Where(container => container.IsHealthy).Select(container => container.Service)).ToList();
            if (open.Count == 0)
            {
                return;
            }

            if (containers.FirstOrDefault(container => container.HasFailed) is { } failed)
            {
                throw new CommandFault($"{failed.Service} is {failed}. It said last:\n{await engine.LastWordsAsync(failed, cancellationToken)}");
            }

            if (time.GetElapsedTime(began) > LongestStart)
            {
                throw new CommandFault($"Not healthy after {LongestStart.TotalMinutes:0} minutes: {string.Join(", ", open)}.{await LastWordsOfAsync(open[0], containers, cancellationToken)}");
            }

            step.Detail(string.Join(", ", open));
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    private async Task<string> LastWordsOfAsync(string service, IReadOnlyList<ContainerState> containers, CancellationToken cancellationToken) =>
        containers.FirstOrDefault(container => container.Service == service) is { } container
            ? $" {service} is {container}. It said last:\n{await engine.LastWordsAsync(container, cancellationToken)}"
            : $" {service} was not started.";

    private Task<string> RunScriptAsync(string script, IReadOnlyList<string> arguments, IStep step, CancellationToken cancellationToken) =>
        // By name of the shell: a package keeps no file's right to be run.
        processes.RunOrFailAsync(new("bash", [Path.Combine(sources.Root, "scripts", script), .. arguments], sources.Root, step.Say), cancellationToken);
}
