using System.CommandLine;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit local status</c></summary>
internal static class LocalStatusVerb
{
    private const string Examples = """
        Example:
          audit local status

        Exit codes:
          0    all healthy
          1    not all healthy
          2    the container engine does not answer
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var command = new VerbWithExamples("status", "Tells what of the testbed is there, and whether it is healthy.", Examples);
        command.SetAction(async (_, cancellationToken) =>
        {
            HostPlatforms.DemandLinux(environment.Platform);
            var engine = new ContainerEngine(environment.Processes);
            var containers = await engine.AskAsync(await engine.ContainersAsync(cancellationToken), cancellationToken);
            var isHealthy = true;
            // What was started tells how much of a testbed it is; what has ended since is still there.
            var suite = containers.Any(container => container.Service == LocalTestbed.FrontService) ? Suite.Complete
                : containers.Any(container => container.Service == LocalTestbed.SharedReceiversService) ? Suite.Standard
                : Suite.Study;
            foreach (var service in LocalTestbed.ServicesOf(suite))
            {
                var container = containers.FirstOrDefault(one => one.Service == service);
                isHealthy &= container is { IsHealthy: true };
                await environment.Out.WriteLineAsync(Printable.Of($"{service,-15} {container?.ToString() ?? "not there"}"));
            }

            return isHealthy ? ExitCode.Done : ExitCode.NotHealthy;
        });
        return command;
    }
}
