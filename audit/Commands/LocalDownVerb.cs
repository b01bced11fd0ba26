using System.CommandLine;
using MtaStsAudit.Audit.Local;

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

    public static Command Create(Surroundings surroundings)
    {
        var directory = LocalVerbs.DirectoryOption();
        var volumes = new Option<bool>("--volumes") { Description = "Removes the evidence as well." };
        var all = new Option<bool>("--all") { Description = "Removes evidence, images, certificates and settings." };
        var command = new VerbWithExamples("down", "Stops and removes the testbed's containers and network.", Examples) { directory, volumes, all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var engine = new ContainerEngine(surroundings.Processes);
            await engine.RemoveContainersAsync(cancellationToken);
            if (parsed.GetValue(volumes) || parsed.GetValue(all))
            {
                await engine.RemoveVolumesAsync(cancellationToken);
            }

            if (parsed.GetValue(all))
            {
                await engine.RemoveImagesAsync(ImageSource.All.Select(source => source.Image), cancellationToken);
                LocalVerbs.FolderOf(parsed.GetValue(directory), RepositoryRoot.Find(surroundings.Directory)).Remove();
            }

            await surroundings.Out.WriteLineAsync("The local testbed is down.");
            return ExitCode.Done;
        });
        return command;
    }
}
