using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Local;

/// <summary>The container engine, seen by the one project that the local testbed is.</summary>
internal sealed class ContainerEngine(IProcessRunner processes)
{
    public const string Project = "mta-sts-audit";

    private const string OfProject = $"label=com.docker.compose.project={Project}";
    private const string SourcesLabel = "mta-sts-audit.sources";
    private const int SecondsToStop = 10;
    private const int SecondsToAwait = 20;

    private bool? hasComposePlugin;

    /// <summary>Compose v2 is a plugin of the engine's client; before that it was a program of its own.</summary>
    public async Task<bool> HasComposePluginAsync(CancellationToken cancellationToken) =>
        hasComposePlugin ??= (await processes.RunAsync(new("docker", ["compose", "version"]), cancellationToken)).ExitCode == 0;

    /// <summary>What the image of this name was built from; null when there is none.</summary>
    public async Task<string?> SourcesOfAsync(string image, CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(
            new("docker", ["image", "inspect", "--format", $"{{{{index .Config.Labels \"{SourcesLabel}\"}}}}", image]), cancellationToken);
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    }

    public Task BuildAsync(string image, string context, string sources, Action<string> heard, CancellationToken cancellationToken) =>
        BuildAsync(image, context, sources, new Dictionary<string, string>(), heard, cancellationToken);

    /// <param name="arguments">What the Dockerfile leaves open.</param>
    public Task BuildAsync(
        string image, string context, string sources, IReadOnlyDictionary<string, string> arguments, Action<string> heard, CancellationToken cancellationToken) =>
        // A step that fails leaves no container behind.
        processes.RunOrFailAsync(
            new("docker", ["build", "--force-rm", .. arguments.SelectMany(argument => new[] { "--build-arg", $"{argument.Key}={argument.Value}" }), "--label", $"{SourcesLabel}={sources}", "--tag", image, context], Heard: heard),
            cancellationToken);

    /// <summary>Starts what is not there, and recreates what is different.</summary>
    public async Task UpAsync(string folder, Action<string> heard, CancellationToken cancellationToken)
    {
        string[] arguments = ["-p", Project, "-f", "compose.yml", "up", "-d", "--no-build", "--remove-orphans"];
        var call = await HasComposePluginAsync(cancellationToken)
            ? new ProcessCall("docker", ["compose", .. arguments], folder, heard)
            : new ProcessCall("docker-compose", arguments, folder, heard);
        await processes.RunOrFailAsync(call, cancellationToken);
    }

    public async Task<IReadOnlyList<ContainerState>> ContainersAsync(CancellationToken cancellationToken)
    {
        var ids = await ListAsync(["ps", "--all", "--quiet", "--filter", OfProject], cancellationToken);
        return ids.Count == 0
            ? []
            : ContainerState.Parse(await processes.RunOrFailAsync(new("docker", ["inspect", .. ids]), cancellationToken));
    }

    /// <summary>Runs the containers' own health checks where the engine has not yet.</summary>
    public Task<IReadOnlyList<ContainerState>> AskAsync(IEnumerable<ContainerState> containers, CancellationToken cancellationToken) =>
        AskAsync(containers, [], cancellationToken);

    /// <summary>The same, until they succeed: a call of the engine costs more than the check.</summary>
    public Task<IReadOnlyList<ContainerState>> AwaitAsync(IEnumerable<ContainerState> containers, CancellationToken cancellationToken) =>
        AskAsync(containers, ["timeout", $"{SecondsToAwait}", "bash", "-c", "until \"$@\" 2>/dev/null; do sleep 0.2; done", "await"], cancellationToken);

    /// <summary>Compose v1 and v2 name containers differently; an id is an id.</summary>
    public async Task<string> IdOfAsync(string service, CancellationToken cancellationToken) =>
        (await ContainersAsync(cancellationToken)).Single(container => container.Service == service).Id;

    public async Task<string> LastWordsAsync(ContainerState container, CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(new("docker", ["logs", "--tail", "20", container.Id]), cancellationToken);
        return (result.Output + result.Errors).TrimEnd();
    }

    // By label and not through compose: this also works when the folder is gone.
    public async Task RemoveContainersAsync(CancellationToken cancellationToken)
    {
        var ids = await ListAsync(["ps", "--all", "--quiet", "--filter", OfProject], cancellationToken);
        if (ids.Count > 0)
        {
            await processes.RunOrFailAsync(new("docker", ["stop", "-t", $"{SecondsToStop}", .. ids]), cancellationToken);
            await processes.RunOrFailAsync(new("docker", ["rm", "--force", "--volumes", .. ids]), cancellationToken);
        }
    }

    /// <returns>Whether it is gone; and if not, the containers that still use it.</returns>
    public async Task<(bool IsGone, IReadOnlyList<string> Users)> RemoveNetworkAsync(CancellationToken cancellationToken)
    {
        var isThere = (await ListAsync(["network", "ls", "--quiet", "--filter", $"name=^{LocalSite.Network}$"], cancellationToken)).Count > 0;
        return !isThere || (await processes.RunAsync(new("docker", ["network", "rm", LocalSite.Network]), cancellationToken)).ExitCode == 0
            ? (true, [])
            : (false, await ListAsync(["network", "inspect", "--format", "{{range .Containers}}{{println .Name}}{{end}}", LocalSite.Network], cancellationToken));
    }

    public async Task RemoveVolumesAsync(CancellationToken cancellationToken)
    {
        var names = await ListAsync(["volume", "ls", "--quiet", "--filter", OfProject], cancellationToken);
        if (names.Count > 0)
        {
            await processes.RunOrFailAsync(new("docker", ["volume", "rm", .. names]), cancellationToken);
        }
    }

    public async Task RemoveImagesAsync(IEnumerable<string> images, CancellationToken cancellationToken)
    {
        foreach (var image in images)
        {
            if (await SourcesOfAsync(image, cancellationToken) is not null)
            {
                await processes.RunOrFailAsync(new("docker", ["image", "rm", image]), cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<ContainerState>> AskAsync(IEnumerable<ContainerState> containers, string[] before, CancellationToken cancellationToken) =>
        await Task.WhenAll(containers.Select(async container => container.MayBeAsked
            && (await processes.RunAsync(new("docker", ["exec", container.Id, .. before, .. container.HealthCheck]), cancellationToken)).ExitCode == 0
                ? container.Well
                : container));

    private async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await processes.RunOrFailAsync(new("docker", arguments), cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
