using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>Builds and starts senders of the zoo beside a local testbed that is up. One that fails is left out, and the others go on.</summary>
internal sealed class SendersUp(TestbedSources sources, StateFolder folder, CommandEnvironment environment, ISteps steps)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    private readonly ContainerEngine engine = new(environment.Processes);
    private readonly SenderContainers containers = new(environment.Processes);
    private readonly Dictionary<ZooSender, string> leftOut = [];

    /// <param name="senders">Those to start; relays that they need are started as well.</param>
    /// <param name="anew">Whether those that run already begin anew.</param>
    /// <returns>Those that do not run, each with why.</returns>
    public async Task<IReadOnlyDictionary<ZooSender, string>> RunAsync(IReadOnlyList<ZooSender> senders, bool anew, CancellationToken cancellationToken)
    {
        leftOut.Clear();
        var all = ZooSenders.WithRelays(senders);
        foreach (var release in all.GroupBy(sender => sender.Release).OrderBy(release => release.Key))
        {
            await BuildAsync(release.Key, [.. release], cancellationToken);
        }

        var due = all.Where(sender => !leftOut.ContainsKey(sender)).ToList();
        if (due.Count > 0)
        {
            await steps.StepAsync($"Starting {due.Count} {(due.Count == 1 ? "sender" : "senders")}", step => StartAsync(due, anew, step, cancellationToken));
        }

        // Without its relay a sender is another one.
        foreach (var sender in all.Where(sender => sender.FallsBackTo is { } relay && leftOut.ContainsKey(ZooSenders.Find(relay, sender.Release)!)))
        {
            leftOut.TryAdd(sender, $"{sender.FallsBackTo}: {leftOut[ZooSenders.Find(sender.FallsBackTo!, sender.Release)!]}");
        }

        return leftOut.Where(sender => senders.Contains(sender.Key)).ToDictionary();
    }

    private async Task BuildAsync(DebianRelease release, IReadOnlyList<ZooSender> senders, CancellationToken cancellationToken)
    {
        List<(SenderImage Image, string Digest)> due = [];
        foreach (var image in senders.Select(SenderImage.Of).Distinct())
        {
            var digest = image.Source.Digest(sources);
            if (await engine.SourcesOfAsync(image.Name, cancellationToken) != digest)
            {
                due.Add((image, digest));
            }
        }

        if (due.Count == 0)
        {
            return;
        }

        var name = DebianReleaseName.Of(release);
        var hasBase = await TryAsync($"Getting the base image of {name}", senders,
            step => environment.Processes.RunOrFailAsync(new("bash", [Path.Combine(sources.Root, "scripts", "base-images.sh"), name], sources.Root, step.Detail), cancellationToken));
        foreach (var (image, digest) in due.Where(_ => hasBase))
        {
            await TryAsync($"Building {image.Name}", [.. senders.Where(sender => SenderImage.Of(sender) == image)], step => BuildAsync(image, digest, step, cancellationToken));
        }
    }

    private Task BuildAsync(SenderImage image, string digest, IStep step, CancellationToken cancellationToken)
    {
        var context = folder.At($"images/{image.Source.Folder}");
        image.Source.Stage(sources, context);
        return engine.BuildAsync(image.Name, context, digest, image.Arguments, step.Detail, cancellationToken);
    }

    private async Task StartAsync(IReadOnlyList<ZooSender> senders, bool anew, IStep step, CancellationToken cancellationToken)
    {
        var open = senders.ToHashSet();
        await Task.WhenAll(senders.Select(sender => StartAsync(sender, anew, open, step, cancellationToken)));
    }

    private async Task StartAsync(ZooSender sender, bool anew, HashSet<ZooSender> open, IStep step, CancellationToken cancellationToken)
    {
        try
        {
            if (anew || !await containers.IsRunningAsync(sender, cancellationToken))
            {
                await containers.StartAsync(sender, folder, cancellationToken);
            }

            await AwaitGreetingAsync(sender, cancellationToken);
        }
        catch (CommandFault fault)
        {
            LeaveOut([sender], SenderImage.Why(fault), step);
        }

        lock (open)
        {
            open.Remove(sender);
            step.Detail(string.Join(", ", open.Select(one => one.Id)));
        }
    }

    private async Task AwaitGreetingAsync(ZooSender sender, CancellationToken cancellationToken)
    {
        var began = environment.Time.GetTimestamp();
        while (!await environment.Greets(sender.Addresses.V4, cancellationToken))
        {
            if (!await containers.IsRunningAsync(sender, cancellationToken))
            {
                throw new CommandFault($"It does not run; it said last: {await containers.LastWordsAsync(sender, cancellationToken)}");
            }

            if (environment.Time.GetElapsedTime(began) > LongestStart)
            {
                throw new CommandFault($"It does not greet after {LongestStart.TotalSeconds:0} s; it said last: {await containers.LastWordsAsync(sender, cancellationToken)}");
            }

            await Task.Delay(BetweenTries, environment.Time, cancellationToken);
        }
    }

    private async Task<bool> TryAsync(string title, IReadOnlyList<ZooSender> senders, Func<IStep, Task> work)
    {
        var isDone = false;
        await steps.StepAsync(title, async step =>
        {
            try
            {
                await work(step);
                isDone = true;
            }
            catch (CommandFault fault)
            {
                LeaveOut(senders, SenderImage.Why(fault), step);
            }
        });
        return isDone;
    }

    private void LeaveOut(IReadOnlyList<ZooSender> senders, string why, IStep step)
    {
        lock (leftOut)
        {
            foreach (var sender in senders)
            {
                leftOut.TryAdd(sender, why);
                step.Say($"Left out: {sender.Id}. {why}");
            }
        }
    }
}
