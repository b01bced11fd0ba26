using System.CommandLine;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit local</c>: the testbed on this machine.</summary>
internal static class LocalVerbs
{
    private const string About = """
        Runs the whole testbed on this machine, for one's own mail server: receivers, name server, policy host and API.

        Example:
          audit local up && audit run
        """;

    private const string AboutUp = """
        Builds and starts the testbed, and waits until all of it is healthy. What is up already and unchanged stays as it is.
        On Debian, as root, it installs what is missing (docker.io, docker-compose).

        Example:
          audit local up --settle 10

        Exit codes: 0 all healthy; 2 something failed, and the message says what; 130 interrupted.
        """;

    private const string AboutDown = """
        Stops and removes the testbed's containers and network. Evidence is kept for the next time unless told otherwise.

        Examples:
          audit local down
          audit local down --all
        """;

    private const string AboutStatus = """
        Tells what of the testbed is there, and whether it is healthy.

        Example:
          audit local status

        Exit codes: 0 all healthy; 1 not all; 2 the container engine does not answer.
        """;

    public static Command Create(Surroundings surroundings) => new("local", About) { Up(surroundings), Down(surroundings), Status(surroundings) };

    private static Command Up(Surroundings surroundings)
    {
        var directory = DirectoryOption();
        var settle = new Option<TimeSpan?>("--settle")
        {
            Description = $"From a sender's first contact to the time when mail counts (default: {AuditRules.Default.Settle.TotalSeconds:0} s).",
            HelpName = "SECONDS",
            CustomParser = ArgumentParsers.Span,
        };
        var retryWindow = new Option<TimeSpan?>("--retry-window")
        {
            Description = $"How long retries are waited for (default: {AuditRules.Default.RetryWindow.TotalSeconds:0} s).",
            HelpName = "SECONDS",
            CustomParser = ArgumentParsers.Span,
        };
        var command = new Command("up", AboutUp) { directory, settle, retryWindow };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!OperatingSystem.IsLinux())
            {
                throw new CommandFault("The local testbed runs on Linux, where its containers have addresses of their own.");
            }

            var root = RepositoryRoot.Find(surroundings.Directory);
            ISteps steps = surroundings.IsTerminal
                ? new LiveSteps(Consoles.For(surroundings.Out, isTerminal: true), surroundings.Time)
                : new PlainSteps(surroundings.Out);
            var rules = new AuditRules(
                parsed.GetValue(settle) ?? AuditRules.Default.Settle,
                parsed.GetValue(retryWindow) ?? AuditRules.Default.RetryWindow);
            await new LocalTestbed(root, FolderOf(parsed.GetValue(directory), root), surroundings.Processes, surroundings.Time, steps)
                .UpAsync(rules, cancellationToken);
            LocalWelcome.Write(surroundings.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Down(Surroundings surroundings)
    {
        var directory = DirectoryOption();
        var volumes = new Option<bool>("--volumes") { Description = "Removes the evidence as well." };
        var all = new Option<bool>("--all") { Description = "Leaves nothing behind: removes evidence, images, certificates and settings." };
        var command = new Command("down", AboutDown) { directory, volumes, all };
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
                FolderOf(parsed.GetValue(directory), RepositoryRoot.Find(surroundings.Directory)).Remove();
            }

            await surroundings.Out.WriteLineAsync("The local testbed is down.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Status(Surroundings surroundings)
    {
        var command = new Command("status", AboutStatus);
        command.SetAction(async (_, cancellationToken) =>
        {
            var containers = await new ContainerEngine(surroundings.Processes).ContainersAsync(cancellationToken);
            foreach (var service in LocalTestbed.Services)
            {
                var container = containers.FirstOrDefault(one => one.Service == service);
                await surroundings.Out.WriteLineAsync(Printable.Of($"{service,-12} {container?.ToString() ?? "not there"}"));
            }

            var isHealthy = LocalTestbed.Services.All(service => containers.Any(one => one.Service == service && one.IsHealthy));
            return isHealthy ? ExitCode.Done : ExitCode.NotHealthy;
        });
        return command;
    }

    private static Option<string?> DirectoryOption() => new("--directory")
    {
        Description = "Where certificates and settings are kept (default: .local in the project's folder).",
        HelpName = "DIR",
    };

    private static StateFolder FolderOf(string? directory, string root) => new(directory ?? Path.Combine(root, ".local"));
}
