using System.Globalization;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Bench;

/// <summary>The container engine and the local testbed, as the benchmarks use them.</summary>
internal static class Engine
{
    public const string Network = "mta-sts-audit";
    public const string ReceiverImage = "mta-sts-audit/receiver";

    private static readonly ProcessRunner Processes = new();

    public static string Root { get; } = RepositoryRoot.Find(AppContext.BaseDirectory);

    public static string State { get; } = Path.Combine(Root, "artifacts", "bench");

    public static Task<IReadOnlyList<ContainerState>> ContainersAsync() => new ContainerEngine(Processes).ContainersAsync(CancellationToken.None);

    public static Task<string> IdOfAsync(string service) => new ContainerEngine(Processes).IdOfAsync(service, CancellationToken.None);

    public static Task<string> DockerAsync(params IReadOnlyList<string> arguments) => RunAsync("docker", arguments);

    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments) =>
        (await Processes.RunOrFailAsync(new(program, arguments), CancellationToken.None)).Trim();

    /// <summary>The command line, in this process and without its words.</summary>
    public static async Task AuditAsync(params string[] arguments)
    {
        using var said = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, CommandEnvironment.Real() with { Out = said, Error = said, IsTerminal = false, Directory = Root });
        if (code != 0)
        {
            throw new InvalidOperationException($"audit {string.Join(' ', arguments)} ended with {code}:\n{said}");
        }
    }

    public static Task UpAsync() => UpAsync(Suite.Complete);

    public static Task UpAsync(Suite suite) => AuditAsync("local", "up", "--directory", State, "--settle", "3", "--suite", suite.Name);

    public static Task DownAsync(bool withVolumes) => withVolumes ? AuditAsync("local", "down", "--volumes") : AuditAsync("local", "down");

    public static async Task RemoveAsync(string container) => await Processes.RunAsync(new("docker", ["rm", "--force", container]), CancellationToken.None);

    /// <summary>A line of text as a number.</summary>
    public static double Number(string text) => double.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
