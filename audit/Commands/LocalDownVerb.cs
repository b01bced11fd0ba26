using System.CommandLine;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Zoo;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit local down</c></summary>
internal static class LocalDownVerb
{
    private const string Examples = """
        Examples:
          audit local down              the evidence is kept for the next time
          audit local down --volumes    the evidence goes as well; images, certificates and settings stay
          audit local down --all        nothing is left behind
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var directory = LocalVerbs.DirectoryOption();
        var volumes = new Option<bool>("--volumes") { Description = "Removes the evidence as well." };
        var all = new Option<bool>("--all") { Description = "Removes evidence, images, certificates and settings." };
        var command = new VerbWithExamples("down", "Stops and removes the containers of the testbed and of the zoo, and their network.", Examples) { directory, volumes, all };
        command.SetAction((parsed, cancellationToken) => DownAsync(
            parsed.GetValue(all) || parsed.GetValue(volumes),
            parsed.GetValue(all) ? LocalVerbs.FolderOf(parsed.GetValue(directory), environment) : null,
            environment,
            cancellationToken));
        return command;
    }

    /// <param name="folder">The folder to remove, with the images; null: both stay.</param>
    internal static async Task<int> DownAsync(bool withEvidence, StateFolder? folder, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        HostPlatforms.DemandLinux(environment.Platform);
        var engine = new ContainerEngine(environment.Processes);
        // Senders without a testbed can send nowhere.
        await new SenderContainers(environment.Processes).RemoveAsync(ids: null, cancellationToken);
        await engine.RemoveContainersAsync(cancellationToken);
        var (networkIsGone, users) = await engine.RemoveNetworkAsync(cancellationToken);
        if (withEvidence)
        {
            await engine.RemoveVolumesAsync(cancellationToken);
        }

        if (folder is not null)
        {
            await engine.RemoveImagesAsync(ImageSource.All.Select(source => source.Image).Concat(SenderImage.All.Select(image => image.Name)), cancellationToken);
            folder.Remove();
        }

        if (users.Count > 0)
        {
            throw new CommandFault($"The network stays: it is used by {string.Join(", ", users)}. Take that down, and run this again.");
        }

        if (!networkIsGone)
        {
            await environment.Error.WriteLineAsync("The network was not removed: the container engine still counts it as used. The next start uses it again; restarting the engine frees it.");
        }

        await environment.Out.WriteLineAsync("The local testbed is down.");
        return ExitCode.Done;
    }
}
